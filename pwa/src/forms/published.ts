/** Since when and until when each version counts, as in schemas/forms/published.json. */

import published from "../../../schemas/forms/published.json";
import { type AllPublished, isTaken, versionOn } from "./inForce";

const all: AllPublished = published;

/** The version for dossiers that are begun on that day. */
export function versionNow(form: string, day: string): string {
  return versionOn(all, form, day);
}

/** The last day on which a version is taken in; null where none is known. */
export function lastDayOf(form: string): string | null {
  return all[form]?.until ?? null;
}

/** Whether the hub still takes it in on that day, as far as this release knows. */
export function isTakenNow(form: string, day: string): boolean {
  return isTaken(all, form, day);
}
