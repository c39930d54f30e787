/** Second: the text of the consent, large, to be read out; and until when it is to hold. */

import { consentNow, sentencesOf } from "../../forms/consents";
import { feeShort } from "../../forms/facts";
import type { Procedure } from "../../forms/procedures";
import { syncState } from "../../net/syncState";
import { language } from "../../store/settings";
import { Choice } from "../../ui/Choice";
import { FieldGroup } from "../../ui/FieldGroup";
import { LinkButton } from "../../ui/LinkButton";
import { helpingWords } from "../../words/helping";
import { date } from "../../words/time";
import { DAYS, expiresOf } from "../helper/draft";
import { draftOfSession } from "../helper/draftOfSession";
import { Aloud } from "../parts/Aloud";
import { helperNow } from "../parts/isHelper";
import { StepOf } from "./StepOf";
import { hrefOf } from "./steps";

export function Hear({ procedure }: { readonly procedure: Procedure }) {
  const words = helpingWords.value;
  const draft = draftOfSession.value;
  const text = consentNow();
  const spoken = language.value;
  const { person, group } = helperNow();
  const nowMs = Date.now() + syncState.value.clockOffsetMs;
  const filled = {
    helper: person,
    group,
    procedure: procedure.plain[spoken],
    fee: feeShort(procedure.fee, words.askDesk),
    until: date(expiresOf(draft, nowMs)),
  };
  // A voice may speak from somewhere else: it is told of nobody.
  const aloud = () => sentencesOf(text, spoken, { ...filled, helper: words.theHelper });
  return (
    <StepOf at={1} title={words.hearTitle} procedure={procedure}>
      <p>{words.hearHint}</p>
      <Aloud sentences={aloud} />
      <section class="consent-text" aria-labelledby="consent-text">
        <h2 id="consent-text">{text[spoken].title}</h2>
        <ol>
          {sentencesOf(text, spoken, filled).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </section>
      <FieldGroup id="days" legend={words.untilTitle}>
        {DAYS.map((days) => (
          <Choice
            key={days}
            kind="radio"
            id={`days-${days}`}
            name="days"
            checked={draft.days === days}
            onChoose={() => {
              draftOfSession.value = { ...draft, days };
            }}
          >
            {words.days(days)} – {date(expiresOf({ ...draft, days }, nowMs))}
          </Choice>
        ))}
      </FieldGroup>
      <LinkButton href={hrefOf(2)} weight="primary" icon="check">
        {words.agreedToHear}
      </LinkButton>
    </StepOf>
  );
}
