/** What was handed in, in the order of the form; where two answers stood, both, with their authors. */

import { type Form, inRowsOf } from "../../forms/dialect";
import { language } from "../../store/settings";
import type { DeskDossier, DeskEntry, DeskField } from "../../wire.gen";
import { deskWords } from "../../words/desk";
import { type Stands, SummaryParts } from "../parts/SummaryParts";
import { summary } from "../parts/summary";
import { byPath, viewOf } from "./fields";
import { ListedArea } from "./ListedArea";
import { byLine, PlainAnswers } from "./PlainAnswers";

interface Props {
  readonly dossier: DeskDossier;
  readonly form: Form | null;
}

export function SubmittedAnswers({ dossier, form }: Props) {
  const words = deskWords.value;
  const submitted = byPath(dossier.submitted);
  const view = viewOf(dossier.submitted, dossier);
  return (
    <section aria-labelledby="submitted">
      <h2 id="submitted">{words.answers}</h2>
      {form === null ? (
        <PlainAnswers fields={dossier.submitted} />
      ) : (
        <SummaryParts
          parts={summary(form, view, language.value)}
          fieldAt={(path) => standing(submitted.get(path))}
          blanks
          noteOn={({ path, field }, value) =>
            field.areas_of !== undefined && (
              <ListedArea area={value} unit={view.values.get(inRowsOf(path, field.areas_of))} />
            )
          }
        />
      )}
    </section>
  );
}

function standing(field: DeskField | undefined): Stands | undefined {
  if (field === undefined) return undefined;
  return {
    conflict: field.conflict,
    entries: field.entries.map((entry: DeskEntry) => ({ ...entry, by: byLine(entry) })),
  };
}
