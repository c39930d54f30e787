/** The words to speak in now: reads the signals of language, words and names; call it while drawing. */

import { signal } from "@preact/signals";
import { language } from "../store/settings";
import { errorsWords } from "../words/errors";
import { fieldsWords } from "../words/fields";
import type { Speech } from "./format";
import { loadUnits } from "./units";

const unitNames = signal<ReadonlyMap<string, string>>(new Map());
let asked = false;

export function speechNow(): Speech {
  return { language: language.value, fields: fieldsWords.value, errors: errorsWords.value, unitName };
}

function unitName(code: string): string {
  if (!asked) {
    asked = true;
    void loadUnits().then(
      (units) => {
        unitNames.value = new Map(units.map((unit) => [unit.code, unit.full_name]));
      },
      () => {
        asked = false;
      },
    );
  }
  return unitNames.value.get(code) ?? code;
}
