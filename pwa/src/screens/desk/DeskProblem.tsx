/** Why the hub did not do what the officer asked for. What was on show stays. */

import { Band } from "../../ui/Band";
import { deskWords } from "../../words/desk";
import { sentenceFor } from "../../words/speak";

export function DeskProblem({ code }: { readonly code: string | null }) {
  const words = deskWords.value;
  return (
    <div role="alert">
      {code !== null && (
        <Band icon="alert" tone="mend">
          {sentenceFor(words.problem, code) ?? words.problemOther(code)}
        </Band>
      )}
    </div>
  );
}
