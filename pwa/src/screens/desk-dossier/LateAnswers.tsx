/** What came after the submission: each answer as it was handed in and as it is now. Not part of what is decided on. */

import { type Form, fieldOf } from "../../forms/dialect";
import { language } from "../../store/settings";
import type { DeskDossier, DeskField } from "../../wire.gen";
import { deskWords } from "../../words/desk";
import { answerSaid } from "../parts/answerSaid";
import { changedSince } from "./fields";
import { byLine } from "./PlainAnswers";

interface Props {
  readonly dossier: DeskDossier;
  readonly form: Form | null;
}

export function LateAnswers({ dossier, form }: Props) {
  const words = deskWords.value;
  const changed = changedSince(dossier);
  if (changed.length === 0) return null;
  const text = (path: string, field: DeskField | undefined) => {
    const known = form === null ? undefined : fieldOf(form, path);
    const texts = (field?.entries ?? []).map(({ value }) => answerSaid(known, value) || words.noAnswer);
    return texts.length === 0 ? words.noAnswer : texts.join(" / ");
  };
  return (
    <section aria-labelledby="late" class="card needs-you">
      <h2 id="late">{words.late}</h2>
      <p>{words.lateHint}</p>
      <dl class="answers">
        {changed.map(({ before, now }) => (
          <div key={now.path}>
            <dt>
              {(form === null ? undefined : fieldOf(form, now.path))?.label[language.value] ?? now.path}
            </dt>
            <dd>
              <span class="by">{words.wasSubmitted}</span>
              <strong>{text(now.path, before)}</strong>
            </dd>
            <dd>
              <span class="by">{words.isNow}</span>
              <strong>{text(now.path, now)}</strong>
              {now.entries[0] !== undefined && <span class="by">{byLine(now.entries[0])}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
