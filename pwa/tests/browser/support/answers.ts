// An answer as a person types it, and as the app says it back in Vietnamese: worked out here without the app's own code.
import { readFileSync } from "node:fs";
import type { Field } from "../../../src/forms/dialect";
import type { Value } from "../../../src/sync/packing";

interface Unit {
  readonly code: string;
  readonly full_name: string;
}

const table = new URL("../../../../schemas/units/units.json", import.meta.url);
const units = new Map(
  (JSON.parse(readFileSync(table, "utf8")) as Unit[]).map(({ code, full_name }) => [code, full_name]),
);
const countries = new Intl.DisplayNames(["vi"], { type: "region" });

type Part = "day" | "month" | "year" | "hour" | "minute";

/** The boxes of a date, and the ticks beside it. */
export interface TypedDate {
  readonly parts: readonly (readonly [part: Part, figures: string])[];
  readonly isLunar: boolean;
  readonly isLeapMonth: boolean;
  readonly isUnknown: boolean;
}

/** With the blanks, dots and commas that people write: `0901 234 567`, `1.500.000`, `106,5`. */
export function typed(field: Field, value: Value): string {
  if (typeof value === "number") return grouped(value, field.scale ?? 0);
  if (field.widget === "phone") return String(value).replace(/^(\d{4})(\d{3})/, "$1 $2 ");
  // Of a shape that the form knows: it may be written as one likes.
  if (field.widget === "code" && field.errors?.pattern !== undefined)
    return String(value)
      .replace(/^\d{9,}$/, (figures) => figures.replace(/(\d{3})(?=\d)/g, "$1 "))
      .toLowerCase();
  return String(value);
}

export function typedDate(value: Value): TypedDate {
  const [, moon, year = "", month, leap, day, hour, minute] =
    /^(al:)?(\d{4})(?:-(\d\d)(n?)(?:-(\d\d))?)?(?:T(\d\d):(\d\d))?$/.exec(String(value)) ?? [];
  const boxes = { day, month, year, hour, minute };
  const parts = (["day", "month", "year", "hour", "minute"] as const).flatMap((part) => {
    const figures = boxes[part];
    return figures === undefined || figures === "" ? [] : ([[part, String(Number(figures))]] as const);
  });
  return {
    parts,
    isLunar: moon !== undefined,
    isLeapMonth: leap === "n",
    isUnknown: value === "khong-ro",
  };
}

/** The name of what is chosen from a list, to be found among the options. */
export function nameOf(field: Field, value: Value): string {
  if (field.widget === "unit") return units.get(String(value)) ?? "";
  if (field.widget === "country") return countries.of(String(value)) ?? "";
  return field.options?.find((option) => option.value === value)?.label.vi ?? "";
}

/** A few letters of a name, as they are typed without any marks: "con dao" for "Đặc khu Côn Đảo". */
export function lettersOf(name: string): string {
  const bare = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/gu, "d").toLowerCase();
  return bare.replace(/^(phuong|xa|dac khu) /, "");
}

/** As the check page and the dossier say it. */
export function said(field: Field, value: Value): string {
  switch (field.widget) {
    case "choice":
    case "listed":
    case "unit":
    case "country":
      return nameOf(field, value);
    case "promise":
      return "Sẽ mang bản giấy đến quầy";
    case "tick":
      return "Có";
    case "money":
      return `${grouped(Number(value), 0)} đồng`;
    case "integer":
    case "decimal": {
      const figures = grouped(Number(value), field.scale ?? 0).replaceAll(".", "");
      return field.unit === undefined ? figures : `${figures} ${field.unit.vi}`;
    }
    case "date":
    case "month":
    case "partial-date":
    case "datetime":
      return saidDate(value);
    default:
      return String(value);
  }
}

function saidDate(value: Value): string {
  const { parts, isLunar, isLeapMonth, isUnknown } = typedDate(value);
  if (isUnknown) return "Không rõ";
  const figures = new Map(parts);
  const month = figures.get("month");
  const date = [
    figures.get("day"),
    month === undefined || !isLeapMonth ? month : `${month} nhuận`,
    figures.get("year"),
  ]
    .filter((part) => part !== undefined)
    .join("/");
  if (isLunar) return `${date} âm lịch`;
  const [hour, minute] = [figures.get("hour"), figures.get("minute")];
  return hour === undefined || minute === undefined
    ? date
    : `${hour.padStart(2, "0")}:${minute.padStart(2, "0")} ${date}`;
}

/** 106500 with scale 2 is `1.065`. */
function grouped(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(?:\d{3})+$)/g, ".");
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return (value < 0 ? "-" : "") + whole + (fraction === "" ? "" : `,${fraction}`);
}
