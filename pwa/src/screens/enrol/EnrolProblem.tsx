/** Why the hub did not sign this device in, and what to do about it. The code stays where it is. */

import { syncState } from "../../net/syncState";
import { Band } from "../../ui/Band";
import { enrolWords } from "../../words/enrol";
import { sentenceFor } from "../../words/speak";

export function EnrolProblem({ code }: { readonly code: string | null }) {
  const words = enrolWords.value;
  const offline = !syncState.value.online;
  const sentence = () => {
    if (offline) return words.offline;
    return code === null ? null : (sentenceFor(words.problem, code) ?? words.problemOther(code));
  };
  const said = sentence();
  return (
    <div role="alert">
      {said !== null && (
        <Band icon={offline ? "offline" : "alert"} tone={offline ? "plain" : "mend"}>
          {said}
        </Band>
      )}
    </div>
  );
}
