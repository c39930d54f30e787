/** What the dossier says, in the order of its form; where two answers stand, both. */

import { viewOf } from "../../forms/assemble";
import type { Form } from "../../forms/dialect";
import type { DossierView } from "../../store/dossiers";
import { language } from "../../store/settings";
import { dossierWords } from "../../words/dossier";
import { SummaryParts } from "../parts/SummaryParts";
import { summary } from "../parts/summary";

interface Props {
  readonly view: DossierView;
  readonly form: Form | null;
}

export function Answers({ view, form }: Props) {
  const words = dossierWords.value;
  const empty = view.fields.size === 0 && view.rows.size === 0;
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{words.answersTitle}</h2>
      {form === null && <p>{words.formUnknown}</p>}
      {form !== null && empty && <p>{words.answersNone}</p>}
      {!empty && form !== null && (
        <SummaryParts
          parts={summary(form, viewOf(view), language.value)}
          fieldAt={(path) => view.fields.get(path)}
        />
      )}
    </section>
  );
}
