/** Parts of a dossier that were not taken in: why, in one sentence each, and how to carry them to somebody who can help. */

import { useSignal } from "@preact/signals";
import type { DossierView } from "../../store/dossiers";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { dossierWords } from "../../words/dossier";
import { settingsWords } from "../../words/settings";
import { sentenceFor } from "../../words/speak";
import { saveUnsent } from "../parts/saveUnsent";

export function Trouble({ view }: { readonly view: DossierView }) {
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
    <section aria-labelledby="trouble">
      <h2 id="trouble">{words.troubleTitle}</h2>
      {[...codes].map((code) => (
        <Band key={code} icon="alert" tone="mend">
          {sentenceFor(words.trouble, code) ?? words.troubleOther(code)}
        </Band>
      ))}
      <p>{words.troubleKept}</p>
      <Button icon="down" onPress={() => void save()}>
        {words.export}
      </Button>
      <p role="status">{said.value}</p>
    </section>
  );
}
