/** An answer and an error in words that people read. Pure: the words, the language and the names come in. */

import type { Language } from "../store/settings";
import type { Value } from "../sync/packing";
import type { FormError } from "../wire.gen";
import type { errors } from "../words/vi/errors";
import type { fields } from "../words/vi/fields";
import { spokenDate } from "./dates";
import { type Field, type Form, fieldOf } from "./dialect";
import { numberText } from "./parse";

export interface Speech {
  readonly language: Language;
  readonly fields: typeof fields;
  readonly errors: typeof errors;
  /** The name of a unit; its code while the table is on its way. */
  readonly unitName: (code: string) => string;
}

/** Which of several faults of one field is told first: the one whose mending mends the others. */
const FIRST_TOLD = [
  ...["conflict", "required", "anyOf", "type", "enum", "const", "pattern", "minLength", "maxLength"],
  ...["minimum", "maximum", "minItems", "maxItems", "uniqueItems", "additionalProperties"],
];

/** The answer as it is read; "" for none. A value of the wrong kind is shown as it was typed. */
export function answerText(field: Field, value: Value, speech: Speech): string {
  const { language } = speech;
  if (value === null) return "";
  const option = field.options?.find((each) => each.value === value);
  if (option !== undefined) return option.label[language];
  if (field.widget === "declaration") return value === true ? speech.fields.declared : "";
  if (typeof value === "number") {
    const unit = field.unit === undefined ? "" : ` ${field.unit[language]}`;
    return numberText(value, field.scale ?? 0, language) + unit;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  switch (field.widget) {
    case "promise":
      return speech.fields.atDesk;
    case "unit":
      return speech.unitName(value);
    case "country":
      return countryName(value, language);
    case "date":
    case "partial-date":
    case "datetime":
      return spokenDate(value);
    default:
      return value;
  }
}

export function countryName(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The first thing to say about each field that is to be mended, by path, in the order of `errors`. */
export function faultsByPath(
  form: Form,
  errors: readonly FormError[],
  speech: Speech,
): ReadonlyMap<string, string> {
  const order = [...errors].sort((a, b) => FIRST_TOLD.indexOf(a[1]) - FIRST_TOLD.indexOf(b[1]));
  const first = new Map<string, FormError>();
  for (const error of order) if (!first.has(error[0])) first.set(error[0], error);
  const paths = new Set(errors.map(([path]) => path));
  return new Map(
    [...paths].map((path) => [path, sentenceOf(form, first.get(path) as FormError, speech)] as const),
  );
}

export function sentenceOf(form: Form, [path, keyword, parameters]: FormError, speech: Speech): string {
  const field = fieldOf(form, path);
  const own = new Map(Object.entries(field?.errors ?? {})).get(keyword);
  if (own !== undefined) return own[speech.language];
  const words = speech.errors;
  if (keyword === "required") return words.required(field?.label[speech.language] ?? path);
  if (keyword === "type" && field?.scale !== undefined) return words.decimal(field.scale);
  const said = Object.hasOwn(words, keyword) ? words[keyword as keyof typeof words] : words.pattern;
  if (typeof said === "string") return said;
  const { limit } = parameters;
  const isMeasure = keyword === "minimum" || keyword === "maximum";
  const number = typeof limit === "number" ? limit : 0;
  return (said as (limit: string) => string)(
    numberText(number, isMeasure ? (field?.scale ?? 0) : 0, speech.language),
  );
}
