/** What came after the submission: each answer as it was handed in and as it is now. Not part of what is decided on. */

import { type Form, fieldOf } from "../../forms/dialect";
import { nameAlone } from "../../forms/toldApart";
import { language } from "../../store/settings";
import type { DeskDossier, DeskEntry, DeskField } from "../../wire.gen";
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
  const said = (path: string, { value }: DeskEntry) =>
    answerSaid(form === null ? undefined : fieldOf(form, path), value) || words.noAnswer;
  const handedIn = ({ path }: DeskField, before: DeskField | undefined) =>
    (before?.entries ?? []).map((entry) => said(path, entry)).join(" / ") || words.noAnswer;
  return (
    <section aria-labelledby="late" class="card needs-you">
      <h2 id="late">{words.late}</h2>
      <p>{words.lateHint}</p>
      <dl class="answers">
        {changed.map(({ before, now }) => (
          <div key={now.path}>
            <dt>{form === null ? now.path : nameAlone(form, now.path, language.value)}</dt>
            <dd>
              <span class="by">{words.wasSubmitted}</span>
              <strong>{handedIn(now, before)}</strong>
            </dd>
            <dd>
              <span class="by">{words.isNow}</span>
              {now.entries.length === 0 && <strong>{words.noAnswer}</strong>}
            </dd>
            {now.entries.map((entry) => (
              <dd key={entry.change}>
                <strong>{said(now.path, entry)}</strong>
                <span class="by">{byLine(entry)}</span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
