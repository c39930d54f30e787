/** What was written in work that was kept apart, under the names of its form where this device knows it. */

import { type Form, fieldOf } from "../../forms/dialect";
import { nameAlone } from "../../forms/toldApart";
import { language } from "../../store/settings";
import type { KeptWork } from "../../wire.gen";
import { deskWords } from "../../words/desk";
import { reviewWords } from "../../words/review";
import { fullMoment } from "../../words/time";
import { answerSaid } from "../parts/answerSaid";

interface Props {
  readonly kept: KeptWork;
  /** Null where this device does not know it. */
  readonly form: Form | null;
}

export function KeptAnswers({ kept, form }: Props) {
  const words = reviewWords.value;
  const nameOf = (path: string) => (form === null ? path : nameAlone(form, path, language.value) || path);
  const fieldAt = (path: string) => (form === null ? undefined : fieldOf(form, path));
  return (
    <section aria-label={words.content}>
      <h2>{words.content}</h2>
      {kept.name !== "" && <p>{words.helpedFor(kept.name)}</p>}
      {kept.submitted && <p>{words.handedIn}</p>}
      {kept.entries.length === 0 && <p>{words.nothing}</p>}
      <dl class="answers">
        {kept.entries.map(({ path, value, time }, place) => (
          // One path may be written more than once.
          <div key={place}>
            <dt>{nameOf(path)}</dt>
            <dd>
              <strong>{answerSaid(fieldAt(path), value) || deskWords.value.noAnswer}</strong>
              <span class="by">{fullMoment(time)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
