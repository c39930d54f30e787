/** What the catalogue tells people about this procedure, folded away; what nobody has verified is counted before it is opened. */

import { unverifiedCount } from "../../forms/facts";
import { procedureWords } from "../../words/procedure";
import { HowFar } from "../parts/HowFar";
import { ProcedureFacts } from "../parts/ProcedureFacts";
import { procedureOf } from "../parts/procedureName";

export function AboutProcedure({ form }: { readonly form: string }) {
  const words = procedureWords.value;
  const procedure = procedureOf(form);
  if (procedure === null) return null;
  return (
    <details class="about">
      <summary>
        {words.about} ({words.unverifiedCount(unverifiedCount(procedure))})
      </summary>
      <HowFar online={procedure.online} />
      <ProcedureFacts procedure={procedure} />
    </details>
  );
}
