/** Last: all of it at one look, and "Đồng ý". From then on there is a dossier, and a paper with a cancel code. */

import { useSignal } from "@preact/signals";
import { feeShort } from "../../forms/facts";
import type { Procedure } from "../../forms/procedures";
import { syncState } from "../../net/syncState";
import { language } from "../../store/settings";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { LinkButton } from "../../ui/LinkButton";
import { navigate } from "../../ui/router";
import { helpingWords } from "../../words/helping";
import { date } from "../../words/time";
import { expiresOf, faultsOfNotices, faultsOfWho } from "../helper/draft";
import { draftOfSession, forgetDraft } from "../helper/draftOfSession";
import { today } from "../parts/today";
import { begin } from "./begin";
import { StepOf } from "./StepOf";
import { hrefOf } from "./steps";

export function Agree({ procedure }: { readonly procedure: Procedure }) {
  const words = helpingWords.value;
  const draft = draftOfSession.value;
  const busy = useSignal(false);
  const failed = useSignal<"notKept" | "noPasskey" | null>(null);
  const missing = [...faultsOfWho(draft, words), ...faultsOfNotices(draft, words)];

  async function agree() {
    busy.value = true;
    failed.value = null;
    const begun = await begin(draft, procedure, language.peek(), today.peek());
    if (typeof begun === "string") {
      failed.value = begun;
      busy.value = false;
      return;
    }
    await navigate(`/giup/giay/${begun.document}`, { replace: true });
    forgetDraft();
  }

  if (missing.length > 0 || draft.mode === null || draft.to === null) {
    const back = faultsOfWho(draft, words).length > 0 ? 2 : 3;
    return (
      <StepOf at={4} title={words.agreeTitle} procedure={procedure}>
        <ul>
          {missing.map(({ id, sentence }) => (
            <li key={id}>{sentence}</li>
          ))}
        </ul>
        <LinkButton href={hrefOf(back)} weight="primary">
          {words.goOn}
        </LinkButton>
      </StepOf>
    );
  }
  const told: readonly (readonly [string, string])[] = [
    [words.agreeWho, draft.name],
    [words.agreeProcedure, procedure.plain[language.value]],
    [words.paperFee, feeShort(procedure.fee, words.askDesk)],
    [words.agreeMode, words.modes[draft.mode]],
    [words.agreeTo, words.tos[draft.to]],
    [words.agreeUntil, date(expiresOf(draft, Date.now() + syncState.value.clockOffsetMs))],
  ];
  return (
    <StepOf at={4} title={words.agreeTitle} procedure={procedure}>
      <p>{words.agreeHint}</p>
      <dl class="answers">
        {told.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Failed sentence={failed.value === null ? null : words[failed.value]} />
      <div class="buttons">
        <Button weight="primary" icon="check" busy={busy.value} onPress={() => void agree()}>
          {busy.value ? words.agreeing : words.agree}
        </Button>
        <Button
          weight="quiet"
          onPress={() => {
            forgetDraft();
            void navigate("/giup");
          }}
        >
          {words.agreeNot}
        </Button>
      </div>
    </StepOf>
  );
}
