/** Answers under the names that they have in the dossier: for a form that this device does not know. */

import type { DeskEntry, DeskField } from "../../wire.gen";
import { deskWords } from "../../words/desk";
import { fullMoment } from "../../words/time";
import { answerSaid } from "../parts/answerSaid";

export function PlainAnswers({ fields }: { readonly fields: readonly DeskField[] }) {
  const words = deskWords.value;
  return (
    <dl class="answers">
      {fields.map((field) => (
        <div key={field.path}>
          <dt>{field.path}</dt>
          {field.entries.map((entry) => (
            <dd key={entry.change}>
              {answerSaid(undefined, entry.value) || words.noAnswer}
              {field.conflict && <span class="by">{byLine(entry)}</span>}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** Who wrote an answer on which device, and when. */
export function byLine({ device, person, time }: DeskEntry): string {
  return deskWords.value.entryBy(device, person, fullMoment(time));
}
