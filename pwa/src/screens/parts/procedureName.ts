/** What people call a procedure, by the form it uses. The catalogue is fetched apart: the first screen does not wait for it. */

import { signal } from "@preact/signals";
import type { Procedure } from "../../forms/procedures";
import { nameOf } from "../../store/formName";
import { language } from "../../store/settings";

const catalogue = signal<readonly Procedure[] | null>(null);
let asked = false;

/** Empty until the catalogue has come; then drawn again. Any version of a form has its procedure's name; else its id. */
export function procedureName(form: string): string {
  if (!asked) {
    asked = true;
    void import("../../forms/procedures").then((module) => {
      catalogue.value = module.procedures;
    });
  }
  if (catalogue.value === null) return "";
  return catalogue.value.find((each) => nameOf(each.form) === nameOf(form))?.name[language.value] ?? form;
}
