/** A procedure and its name, by the form it uses. The catalogue is fetched apart: the first screen does not wait for it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Procedure } from "../../forms/procedures";
import { nameOf } from "../../store/formName";
import { language } from "../../store/settings";

const catalogue = signal<ReadonlySignal<readonly Procedure[]> | null>(null);
let asked = false;

/** Empty until the catalogue has come; then drawn again. Any version of a form has its procedure's name; else its id. */
export function procedureName(form: string): string {
  const procedure = procedureOf(form);
  if (catalogue.value === null) return "";
  return procedure?.name[language.value] ?? form;
}

/** Null until the catalogue has come, and for a form that it does not have. */
export function procedureOf(form: string): Procedure | null {
  if (!asked) {
    asked = true;
    void import("../../forms/procedures").then((module) => {
      catalogue.value = module.procedures;
    });
  }
  return catalogue.value?.value.find((each) => nameOf(each.form) === nameOf(form)) ?? null;
}
