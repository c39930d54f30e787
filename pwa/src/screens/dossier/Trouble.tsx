/** Parts of a dossier that were not taken in: why, in one sentence each, and how to carry them to somebody who can help. */

import { useSignal } from "@preact/signals";
import { type Form, fieldOf } from "../../forms/dialect";
import { nameAlone } from "../../forms/toldApart";
import type { DossierView, Refused } from "../../store/dossiers";
import { language } from "../../store/settings";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { dossierWords } from "../../words/dossier";
import { settingsWords } from "../../words/settings";
import { sentenceFor } from "../../words/speak";
import { answerSaid } from "../parts/answerSaid";
import { saveUnsent } from "../parts/saveUnsent";

interface Props {
  readonly view: DossierView;
  readonly form: Form | null;
}

export function Trouble({ view, form }: Props) {
  const words = dossierWords.value;
  const said = useSignal("");
  const codes = new Set([...view.quarantined, ...view.refused].map((part) => part.code));
  if (codes.size === 0) return null;
  const save = () =>
    saveUnsent().then(
      () => {
        said.value = settingsWords.value.exported;
      },
      () => {
        said.value = settingsWords.value.exportFailed;
      },
    );
  return (
    <section aria-labelledby="trouble" class="no-print">
      <h2 id="trouble">{words.troubleTitle}</h2>
      {[...codes].map((code) => (
        <Band key={code} icon="alert" tone="mend">
          {sentenceFor(words.trouble, code) ?? words.troubleOther(code)}
        </Band>
      ))}
      {view.refused
        .filter(({ answers }) => answers.length > 0)
        .map((part) => (
          <RefusedAnswers key={part.change} part={part} form={form} />
        ))}
      <p>{words.troubleKept}</p>
      <Button icon="down" onPress={() => void save()}>
        {words.export}
      </Button>
      <p role="status">{said.value}</p>
    </section>
  );
}

/** So that they can be given again. */
function RefusedAnswers({ part, form }: { readonly part: Refused; readonly form: Form | null }) {
  const words = dossierWords.value;
  return (
    <details>
      <summary>{words.troubleAnswers}</summary>
      <dl class="answers">
        {part.answers.map(({ path, value }) => {
          const field = form === null ? undefined : fieldOf(form, path);
          return (
            <div key={path}>
              <dt>{form === null ? path : nameAlone(form, path, language.value)}</dt>
              <dd>{answerSaid(field, value) || words.noAnswer}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
