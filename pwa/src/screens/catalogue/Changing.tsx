/** What is known to change about a procedure, and from when. */

import { successorOn } from "../../forms/inForce";
import { type Procedure, procedures } from "../../forms/procedures";
import { catalogueWords } from "../../words/catalogue";
import { plainDay } from "../../words/time";
import { today } from "../parts/today";

export function Changing({ procedure }: { readonly procedure: Procedure }) {
  const words = catalogueWords.value;
  const { code, effective_until: until } = procedure;
  const next = successorOn(procedures.value, code, today.value);
  if (next !== null) return <p class="small">{words.changesFrom(plainDay(next.effective_from))}</p>;
  if (until === undefined || today.value <= until) return null;
  return <p class="small">{words.ended(plainDay(until))}</p>;
}
