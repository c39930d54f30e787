/** An answer as people read it: a choice by its label, a date as dd/mm/yyyy, a ward by its name, a number with its unit. */

import type { Field } from "../../forms/dialect";
import { type Language, language } from "../../store/settings";
import { answersWords } from "../../words/answers";
import type { Json } from "../../wire.gen";
import { unitName } from "./unitName";

/** Empty for what is no answer. Reads the language and the table of units; call it while drawing. */
export function answerText(field: Field | undefined, value: Json): string {
  const spoken = language.value;
  const option = field?.options?.find((each) => each.value === value);
  if (option !== undefined) return option.label[spoken];
  switch (typeof value) {
    case "string":
      return textOf(field, value);
    case "number":
      return numberText(field, value, spoken);
    case "boolean":
      return value ? answersWords.value.yes : answersWords.value.no;
    default:
      // A form of a later release may hold more than this one can show in words.
      return value === null ? "" : JSON.stringify(value);
  }
}

function textOf(field: Field | undefined, value: string): string {
  switch (field?.widget) {
    case "date":
    case "partial-date":
    case "datetime":
      return dateText(value);
    case "unit":
      return unitName(value);
    default:
      return value;
  }
}

/** `2026-12-05` → `05/12/2026`, `1950-03` → `03/1950`, `1950` as it is, `2026-12-05T08:30` → `08:30 05/12/2026`. */
export function dateText(iso: string): string {
  const [day = "", time = ""] = iso.split("T");
  const turned = day.split("-").reverse().join("/");
  return time === "" ? turned : `${time} ${turned}`;
}

function numberText(field: Field | undefined, value: number, spoken: Language): string {
  const scale = field?.scale ?? 0;
  const locale = spoken === "vi" ? "vi-VN" : "en-GB";
  const amount = (value / 10 ** scale).toLocaleString(locale, { maximumFractionDigits: scale });
  const unit = field?.unit?.[spoken];
  return unit === undefined ? amount : `${amount} ${unit}`;
}
