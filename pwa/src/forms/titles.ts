/** Which field tells the dossiers of a form apart in a list. Here at once: lists are drawn before any form is fetched. */

import titles from "../../../schemas/forms/titles.json";
import { catalogue } from "../store/catalogue";

const byForm: Readonly<Record<string, string>> = titles;

/** Null for a form that neither the hub's catalogue nor this release knows. */
export function titlePath(form: string): string | null {
  return catalogue.peek().titles[form] ?? byForm[form] ?? null;
}
