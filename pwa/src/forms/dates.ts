/** A date as its parts stand in the boxes on the screen, and as it is written: `1950`, `1950-03`, `2026-11-23T08:30`. */

export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
}

const EMPTY: DateParts = { day: "", month: "", year: "", hour: "", minute: "" };

/** What somebody may paste into one of the boxes: `5/12/2026`, `5-12-2026`, `5.12.2026`. */
const PASTED = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/;

/** A missing part stays missing: no day is ever made up. */
export function partsOf(written: string): DateParts {
  const [date = "", time = ""] = written.split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  const [hour = "", minute = ""] = time.split(":");
  return { ...EMPTY, day, month, year, hour, minute };
}

/** What is written for some parts, filled in or not; "" for none. Half a date is kept too, and mended later. */
export function written(parts: DateParts, withTime: boolean): string {
  const { day, month, year, hour, minute } = parts;
  const date = [year.trim(), padded(month), padded(day)].join("-").replace(/-+$/, "");
  const time = [padded(hour), padded(minute)].join(":").replace(/^:$/, "");
  if (!withTime || (date === "" && time === "")) return date;
  return `${date}T${time}`;
}

export function pastedDate(text: string): Pick<DateParts, "day" | "month" | "year"> | null {
  const [, day, month, year] = PASTED.exec(text) ?? [];
  return day === undefined || month === undefined || year === undefined ? null : { day, month, year };
}

/** `5/12/2026`, `3/1950`, `1950`, and with a time `08:30 5/12/2026`. */
export function spokenDate(text: string): string {
  const { day, month, year, hour, minute } = partsOf(text);
  const date = [day, month, year]
    .filter((part) => part !== "")
    .map((part) => part.replace(/^0/, ""))
    .join("/");
  return hour === "" && minute === "" ? date : `${hour}:${minute} ${date}`;
}

function padded(part: string): string {
  const digits = part.trim();
  return digits.length === 1 ? `0${digits}` : digits;
}
