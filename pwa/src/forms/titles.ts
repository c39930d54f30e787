/** Which field tells the dossiers of a form apart in a list. Here at once: lists are drawn before any form is fetched. */

import titles from "../../../schemas/forms/titles.json";

const byForm: Readonly<Record<string, string>> = titles;

/** Null for a form that this release does not know. */
export function titlePath(form: string): string | null {
  return byForm[form] ?? null;
}
