/** "Cho người khác làm giúp": a code to read out to who helps, and everybody who helps now, each with the way to end it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import "../parts/helping.css";
import { listConsents } from "../../net/consents";
import { syncState } from "../../net/syncState";
import { identity } from "../../store/identity";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import type { ConsentCard } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { consentsWords } from "../../words/consents";
import { sentenceFor } from "../../words/speak";
import { GetCode } from "./GetCode";
import { WhoHelps } from "./WhoHelps";

export function Helped() {
  const words = consentsWords.value;
  return (
    <Page title={words.helpedTitle} back={{ href: "/", label: commonWords.value.backHome }}>
      <p>{words.helpedIntro}</p>
      {identity.value.account === null ? (
        <>
          <p>{words.helpedSignIn}</p>
          <LinkButton href="/vao" weight="primary" icon="person">
            {words.signIn}
          </LinkButton>
        </>
      ) : (
        <>
          <GetCode />
          <Consents />
        </>
      )}
    </Page>
  );
}

function Consents() {
  const words = consentsWords.value;
  const found = useSignal<readonly ConsentCard[] | null>(null);
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const { online } = syncState.value;
  const look = async () => {
    if (!online || busy.peek()) return;
    busy.value = true;
    const replied = await listConsents();
    busy.value = false;
    problem.value = replied.ok ? null : replied.code;
    if (replied.ok) found.value = replied.answer.consents;
  };
  useEffect(() => {
    void look();
  }, [online]);
  const said = () => {
    if (!online) return words.helpedOffline;
    const { value: code } = problem;
    return code === null ? null : (sentenceFor(words.problem, code) ?? words.problemOther(code));
  };
  const obstacle = said();
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.who}</h2>
      <div role="status">
        {obstacle !== null && <Band icon={online ? "alert" : "offline"}>{obstacle}</Band>}
        {busy.value && <p>{words.loading}</p>}
        {found.value?.length === 0 && <p>{words.whoNone}</p>}
      </div>
      {found.value !== null && <WhoHelps consents={found.value} onEnded={() => void look()} />}
      <Button icon="refresh" onPress={() => void look()}>
        {words.refresh}
      </Button>
    </section>
  );
}
