/** What people call a procedure, by the form it uses. The catalogue is fetched apart: the first screen does not wait for it. */

import { signal } from "@preact/signals";
import type { Procedure } from "../../forms/procedures";
import { language } from "../../store/settings";

const catalogue = signal<readonly Procedure[] | null>(null);
let asked = false;

/** Empty until the catalogue has come; then drawn again. A form that is not in it is called by its id. */
export function procedureName(form: string): string {
  if (!asked) {
    asked = true;
    void import("../../forms/procedures").then((module) => {
      catalogue.value = module.procedures;
    });
  }
  if (catalogue.value === null) return "";
  return catalogue.value.find((each) => each.form === form)?.name[language.value] ?? form;
}
