/** An answer as people read it, with or without its form. Reads language and names; call it while drawing. */

import type { Field } from "../../forms/dialect";
import { answerText } from "../../forms/format";
import { speechNow } from "../../forms/speech";
import type { Json } from "../../wire.gen";

/** Empty for what is no answer. A field that this release does not know is shown as it is stored. */
export function answerSaid(field: Field | undefined, value: Json): string {
  if (field !== undefined) return answerText(field, value, speechNow());
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
