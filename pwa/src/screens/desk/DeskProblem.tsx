/** Why the hub did not do what the officer asked for. What was on show stays. */

import { Band } from "../../ui/Band";
import { deskWords } from "../../words/desk";
import { sentenceFor } from "../../words/speak";

interface Props {
  readonly code: string | null;
  /** What a code means on this page, where that is not what it means for dossiers. */
  readonly own?: Readonly<Record<string, string>>;
}

export function DeskProblem({ code, own = {} }: Props) {
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
