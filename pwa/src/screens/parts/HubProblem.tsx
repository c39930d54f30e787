/** Why the hub did not do what was asked for. What was on show stays, and what was typed. */

import { Band } from "../../ui/Band";
import { deskWords } from "../../words/desk";
import { sentenceFor } from "../../words/speak";

interface Props {
  readonly code: string | null;
  /** What a code means here; else it is said as at the desk. */
  readonly own: Readonly<Record<string, string>>;
}

export function HubProblem({ code, own }: Props) {
  const words = deskWords.value;
  return (
    <div role="alert">
      {code !== null && (
        <Band icon="alert" tone="mend">
          {sentenceFor(own, code) ?? sentenceFor(words.problem, code) ?? words.problemOther(code)}
        </Band>
      )}
    </div>
  );
}
