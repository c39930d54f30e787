/** An answer and an error in words that people read. Pure: the words, the language and the names come in. */

import type { Language } from "../store/settings";
import type { Value } from "../sync/packing";
import type { FormError } from "../wire.gen";
import type { errors } from "../words/vi/errors";
import type { fields } from "../words/vi/fields";
import { spokenDate } from "./dates";
import { type Field, type Form, fieldOf, type Shown } from "./dialect";
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
  ...["conflict", "required", "anyOf", "type", "enum", "const", "pattern", "minLength", "maxLength", "rule"],
  ...["minimum", "maximum", "minItems", "maxItems", "uniqueItems", "additionalProperties"],
];

/** The answer as it is read; "" for none. A value of the wrong kind is shown as it was typed. */
export function answerText(field: Field, value: Value, speech: Speech): string {
  const { language } = speech;
  if (value === null) return "";
  const option = field.options?.find((each) => each.value === value);
  if (option !== undefined) return option.label[language];
  if (field.widget === "declaration") return value === true ? speech.fields.declared : "";
  if (field.widget === "tick") return value === true ? speech.fields.ticked : "";
  if (field.widget === "money" && typeof value === "number") return moneyText(value);
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
    case "month":
    case "partial-date":
    case "datetime":
      return spokenDate(value, speech.fields);
    default:
      return value;
  }
}

/** What was worked out, as the form says to show it. */
export function computedText(shown: Shown, value: Value, speech: Speech): string {
  return answerText({ label: shown.label, widget: shown.widget, ...unitOf(shown) }, value, speech);
}

function unitOf({ unit }: Shown): Pick<Field, "unit"> {
  return unit === undefined ? {} : { unit };
}

/** `1.500.000 đồng` */
export function moneyText(value: number): string {
  return `${String(value).replace(/\B(?=(?:[0-9]{3})+$)/g, ".")} đồng`;
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

/** What a broken rule says; with the answer that would do, in the words of its field. */
export function ruleSentence(form: Form, rule: unknown, offer: Value, path: string, speech: Speech): string {
  const said = new Map(Object.entries(form.ui.rules ?? {})).get(String(rule));
  const field = fieldOf(form, path);
  if (said === undefined || field === undefined) return speech.errors.pattern;
  return said[speech.language].replace("{offer}", answerText(field, offer, speech));
}

export function sentenceOf(form: Form, [path, keyword, parameters]: FormError, speech: Speech): string {
  const field = fieldOf(form, path);
  if (keyword === "rule") return ruleSentence(form, parameters.rule, parameters.offer ?? null, path, speech);
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
