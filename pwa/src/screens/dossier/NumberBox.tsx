/** The provisional number in large, spaced characters, and how to say it over the telephone. */

import { dossierWords } from "../../words/dossier";

export function NumberBox({ number }: { readonly number: string }) {
  const words = dossierWords.value;
  const spelled = number
    .split(" ")
    .map((group) => [...group].map((character) => words.letters[character] ?? character).join(" "))
    .join(", ");
  return (
    <section aria-labelledby="number" class="number-box">
      <h2 id="number">{words.numberTitle}</h2>
      <p class="number">{number}</p>
      <p>{words.numberAloud(spelled)}</p>
      <p class="small">{words.numberHint}</p>
    </section>
  );
}
