/** Between what stands in an input and what is written down, by the kind of field. What cannot be read stays as typed. */

import type { Language } from "../store/settings";
import type { Value } from "../sync/packing";
import { normal } from "./assemble";
import type { Field } from "./dialect";

/** The value of a text in an input; null for none. A text that is no number stays a text, and is mended later. */
export function readInput(field: Field, text: string): Value {
  const clean = sound(text);
  switch (field.widget) {
    case "phone":
      return normal(phone(clean));
    case "code":
      return normal(code(field, clean));
    case "integer":
    case "money":
      return scaled(clean, 0) ?? normal(clean);
    case "decimal":
      return scaled(clean, field.scale ?? 0) ?? normal(clean);
    case "email":
      return normal(clean.replace(/\s/g, ""));
    case "area":
      return normal(clean.replace(/\r\n?/g, "\n"));
    default:
      return normal(clean.replace(/\s+/g, " "));
  }
}

/** The text of a value in an input. */
export function inputText(field: Field, value: Value, language: Language): string {
  if (typeof value === "number") return numberText(value, field.scale ?? 0, language);
  return typeof value === "string" ? value : "";
}

/** A whole number of 10^-scale in figures: 10650 with scale 2 is `106,5`. */
export function numberText(value: number, scale: number, language: Language): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const point = language === "vi" ? "," : ".";
  return (value < 0 ? "-" : "") + whole + (fraction === "" ? "" : point + fraction);
}

/** Text that every replica can hold: NFC, no NUL, no half of a surrogate pair. */
export function sound(text: string): string {
  return text
    .replace(/\p{Cs}/gu, "\ufffd")
    .replaceAll("\0", "")
    .normalize("NFC");
}

/**
 * Where the form knows the shape of a number, `077 185 001 234` is `077185001234`. What it knows no shape of is copied as
 * it stands on the paper: the dot of `H29.26-261102-0007` belongs to it.
 */
function code(field: Field, text: string): string {
  const hasShape = field.errors?.pattern !== undefined;
  return hasShape ? text.replace(/[\s.]/g, "").toUpperCase() : text.replace(/\s+/g, " ");
}

/** `+84 90 123.45.67` is `0901234567`. */
function phone(text: string): string {
  const digits = text.replace(/[\s.()-]/g, "");
  return digits.replace(/^(?:\+84|0084)(?=[1-9])/, "0");
}

/**
 * A number times 10^scale, without rounding; null for what is none. A comma starts the decimals, as in `1.234,5`; where
 * there is none, a dot before exactly three digits groups thousands, unless the field has three decimals or more. Where there
 * can be no decimals a comma groups as well: nobody means 500 by `500,000`.
 */
function scaled(text: string, scale: number): number | null {
  const figures = text.replace(/\s/g, "").replace(/(?<=[0-9])(?:m2|[^0-9.,-]+)$/u, "");
  const bare = scale === 0 && /^-?\d{1,3}(?:,\d{3})+$/.test(figures) ? figures.replaceAll(",", "") : figures;
  const grouped = bare.includes(",") || (scale < 3 && /^-?\d{1,3}(?:\.\d{3})+$/.test(bare));
  const plain = grouped ? bare.replaceAll(".", "").replace(",", ".") : bare;
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(plain) ?? [];
  const decimals = fraction.replace(/0+$/, "");
  if (whole === "" || decimals.length > scale) return null;
  const value = Number(sign + whole + decimals.padEnd(scale, "0"));
  // Adding zero turns -0 into 0, which is written differently.
  return Number.isSafeInteger(value) ? value + 0 : null;
}
