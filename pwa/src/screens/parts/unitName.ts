/** The name of a ward, commune or special zone; its code until the table has come. */

import { signal } from "@preact/signals";
import { loadUnits } from "../../forms/units";

const names = signal<ReadonlyMap<string, string> | null>(null);
let asked = false;

export function unitName(code: string): string {
  if (!asked) {
    asked = true;
    void loadUnits().then(
      (units) => {
        names.value = new Map(units.map((unit) => [unit.code, unit.full_name]));
      },
      () => {
        asked = false;
      },
    );
  }
  return names.value?.get(code) ?? code;
}
