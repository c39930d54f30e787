/** Since when and until when each version counts: as the hub's catalogue has it, or else as it was built in. */

import builtIn from "../../../schemas/forms/published.json";
import { catalogue } from "../store/catalogue";
import { type AllPublished, isTaken, versionOn } from "./inForce";

/** The version for dossiers that are begun on that day. */
export function versionNow(form: string, day: string): string {
  return versionOn(allPublished(), form, day);
}

/** The last day on which a version is taken in; null where none is known. */
export function lastDayOf(form: string): string | null {
  return allPublished()[form]?.until ?? null;
}

/** Whether the hub still takes it in on that day, as far as is known here. */
export function isTakenNow(form: string, day: string): boolean {
  return isTaken(allPublished(), form, day);
}

function allPublished(): AllPublished {
  return catalogue.value.published ?? builtIn;
}
