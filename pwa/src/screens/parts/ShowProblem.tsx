/** Why somebody could not show who they are, and what to do about it. */

import { syncState } from "../../net/syncState";
import { Band } from "../../ui/Band";
import { sessionWords } from "../../words/session";
import { sentenceFor } from "../../words/speak";

export function ShowProblem({ code }: { readonly code: string | null }) {
  const words = sessionWords.value;
  const offline = !syncState.value.online;
  const shown = offline && code !== null ? "offline" : code;
  return (
    <div role="alert">
      {shown !== null && (
        <Band icon={offline ? "offline" : "alert"} tone={offline ? "plain" : "mend"}>
          {sentenceFor(words.problem, shown) ?? words.problemOther(shown)}
        </Band>
      )}
    </div>
  );
}
