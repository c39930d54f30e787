/**
 * A date as its parts stand in the boxes on the screen, and as it is written: `1950`, `1950-03`, `2026-11-23T08:30`, by the
 * moon `al:1950-03-02`, in a leap month `al:1950-03n-02`, and `khong-ro` for one that nobody knows.
 */

export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
  readonly isLunar: boolean;
  readonly isLeapMonth: boolean;
}

/** The words that a date is told with, besides its figures. */
interface DateWords {
  readonly unknownDate: string;
  readonly lunarDate: (date: string) => string;
  readonly leapMonth: string;
}

export const UNKNOWN = "khong-ro";

const LUNAR = "al:";
const EMPTY: DateParts = {
  day: "",
  month: "",
  year: "",
  hour: "",
  minute: "",
  isLunar: false,
  isLeapMonth: false,
};

/** What somebody may paste into one of the boxes: `5/12/2026`, `5-12-2026`, `5.12.2026`. */
const PASTED = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/;

/** A missing part stays missing: no day is ever made up. */
export function partsOf(written: string): DateParts {
  if (written === UNKNOWN) return EMPTY;
  const isLunar = written.startsWith(LUNAR);
  const [date = "", time = ""] = (isLunar ? written.slice(LUNAR.length) : written).split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  const [hour = "", minute = ""] = time.split(":");
  return {
    year,
    month: month.replace("n", ""),
    day,
    hour,
    minute,
    isLunar,
    isLeapMonth: month.endsWith("n"),
  };
}

/** What is written for some parts, filled in or not; "" for none. Half a date is kept too, and mended later. */
export function written(parts: DateParts, withTime: boolean): string {
  const { day, year, hour, minute, isLunar, isLeapMonth } = parts;
  const month = padded(parts.month) + (isLunar && isLeapMonth && parts.month.trim() !== "" ? "n" : "");
  const date = [year.trim(), month, padded(day)].join("-").replace(/-+$/, "");
  const time = [padded(hour), padded(minute)].join(":").replace(/^:$/, "");
  if (date !== "" && isLunar) return LUNAR + date;
  if (!withTime || (date === "" && time === "")) return date;
  return `${date}T${time}`;
}

export function pastedDate(text: string): Pick<DateParts, "day" | "month" | "year"> | null {
  const [, day, month, year] = PASTED.exec(text) ?? [];
  return day === undefined || month === undefined || year === undefined ? null : { day, month, year };
}

/** `5/12/2026`, `3/1950`, `1950`, with a time `08:30 5/12/2026`, and by the moon `2/3/1950 âm lịch`. */
export function spokenDate(text: string, words: DateWords): string {
  if (text === UNKNOWN) return words.unknownDate;
  const { day, month, year, hour, minute, isLunar, isLeapMonth } = partsOf(text);
  const date = [day, month === "" || !isLeapMonth ? month : `${bare(month)} ${words.leapMonth}`, year]
    .filter((part) => part !== "")
    .map(bare)
    .join("/");
  if (isLunar) return words.lunarDate(date);
  return hour === "" && minute === "" ? date : `${hour}:${minute} ${date}`;
}

function bare(part: string): string {
  return part.replace(/^0/, "");
}

function padded(part: string): string {
  const digits = part.trim();
  return digits.length === 1 ? `0${digits}` : digits;
}
