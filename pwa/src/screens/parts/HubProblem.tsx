/** Why the hub did not do what was asked for. What was on show stays, and what was typed. */

import { Band } from "../../ui/Band";
import { sessionWords } from "../../words/session";
import { sentenceFor } from "../../words/speak";

interface Props {
  readonly code: string | null;
  /** What a code means here; else it is said as where a session is opened. */
  readonly own: Readonly<Record<string, string>>;
}

export function HubProblem({ code, own }: Props) {
  const words = sessionWords.value;
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
