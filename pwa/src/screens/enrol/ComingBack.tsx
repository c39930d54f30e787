/** Back from another's door: hand in what was brought, say what came of it, and lead on. */

import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { type Brought, finish } from "../../net/oidc";
import { syncState } from "../../net/syncState";
import { type BroughtBack, takeFromAddress, wasBefore } from "../../platform/comingBack";
import { identity } from "../../store/identity";
import { nameOf } from "../../store/profile";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { navigate } from "../../ui/router";
import { commonWords } from "../../words/common";
import { oidcWords } from "../../words/oidc";
import { sentenceFor } from "../../words/speak";
import { SignedIn } from "./SignedIn";

/** What may pass by itself: the answer is still good, or was taken and the reply lost. */
const PASSING = ["unreachable", "busy", "stale-nonce", "not-the-hub", "storage", "storage-full"];
const ENROL = "/vao";

export function ComingBack() {
  const words = oidcWords.value;
  // Before anything else can read the address.
  const [came] = useState(takeFromAddress);
  const [before] = useState(() => wasBefore(nameOf("beforeSignIn")));
  const brought = broughtIn(came);
  const busy = useSignal(brought !== null);
  const problem = useSignal(brought === null ? unbrought(came) : null);
  const done = useSignal(false);
  const { account } = identity.value;
  const { online } = syncState.value;

  async function handIn() {
    if (brought === null) return;
    busy.value = true;
    problem.value = null;
    announce(words.going);
    const result = await finish(brought);
    busy.value = false;
    if (!result.ok) problem.value = result.code;
    else if (result.purpose === "enrol") done.value = true;
    else {
      announce(words.shown);
      await navigate(before ?? "/quay", { replace: true });
    }
  }

  useEffect(() => void handIn(), []);

  if (done.value && account !== null) return <SignedIn account={account} />;
  const again = problem.value !== null && PASSING.includes(problem.value);
  return (
    <Page title={words.title} back={{ href: "/", label: commonWords.value.backHome }} busy={busy.value}>
      {busy.value && <p>{words.going}</p>}
      <div role="alert">
        {problem.value !== null && (
          <Band icon={online ? "alert" : "offline"} tone={online ? "mend" : "plain"}>
            {sentence(problem.value, online)}
          </Band>
        )}
      </div>
      {again && (
        <Button weight="primary" icon="refresh" onPress={() => void handIn()}>
          {words.again}
        </Button>
      )}
      {problem.value !== null && (
        <LinkButton href={before ?? ENROL} weight={again ? "secondary" : "primary"}>
          {words.anew}
        </LinkButton>
      )}
    </Page>
  );
}

function broughtIn({ code, state, issuer }: BroughtBack): Brought | null {
  return code === null || state === null ? null : { code, state, issuer };
}

/** Why nothing was brought: the person left, the provider could not, or this page was opened by itself. */
function unbrought({ error }: BroughtBack): string {
  if (error === null) return "nothing";
  return error === "access_denied" ? "cancelled" : "provider-away";
}

function sentence(code: string, online: boolean): string {
  const words = oidcWords.value;
  if (code === "nothing") return words.nothing;
  if (code === "cancelled") return words.cancelled;
  if (!online) return words.offline;
  return sentenceFor(words.problem, code) ?? words.problemOther(code);
}
