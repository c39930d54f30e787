/** What stands on the paper, on the screen as in print. */

import { feeShort } from "../../forms/facts";
import type { Assisted } from "../../store/assisted";
import type { DossierCard } from "../../store/cardOf";
import { helpingWords } from "../../words/helping";
import { date, fullMoment } from "../../words/time";
import { helperNow } from "../parts/isHelper";
import { procedureName, procedureOf } from "../parts/procedureName";

interface Props {
  readonly card: DossierCard;
  readonly assisted: Assisted;
  /** Null once it was taken down. */
  readonly code: string | null;
}

export function PaperFacts({ card, assisted, code }: Props) {
  const words = helpingWords.value;
  const { mode, notices } = assisted;
  const { person, group } = helperNow();
  const procedure = procedureOf(card.form);
  const fee = procedure === null ? words.askDesk : feeShort(procedure.fee, words.askDesk);
  const text = words.paperTextSaid(assisted.text, words.paperLanguages[assisted.language]);
  const facts: readonly (readonly [string, string])[] = [
    [words.paperFor, assisted.name],
    [words.paperHelper, group === "" ? person : `${person}, ${group}`],
    [words.paperProcedure, procedureName(card.form)],
    [words.paperFee, fee],
    [words.paperNumber, card.number],
    [words.paperMode, mode === null ? "" : words.modes[mode]],
    [words.paperNotices, notices === null ? "" : words.tos[notices]],
    [words.paperText, text],
    [words.paperUntil, date(assisted.expires)],
  ];
  return (
    <article class="paper">
      {code !== null && (
        <section class="number-box" aria-labelledby="cancel-code">
          <h2 id="cancel-code">{words.cancelCode}</h2>
          <p class="number">{code}</p>
        </section>
      )}
      <dl class="answers">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{words.paperCancel(`${location.host}/huy-dong-y`)}</p>
      <p>{words.paperBroker}</p>
      <p>{words.paperFree}</p>
      <p class="print-only">{fullMoment(Date.now())}</p>
    </article>
  );
}
