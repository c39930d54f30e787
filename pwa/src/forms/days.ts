/**
 * Days: real ones, working ones, what a partial or a lunar date may mean. The twin of backend/forms/days.py.
 * A day is a text, `2026-11-26`, from 1890 to 2100, on the calendar of Ho Chi Minh City. A partial date is `1950`,
 * `1950-03`, the same by the moon as `al:1950-03` (a leap month is `al:1950-03n`), or `khong-ro`.
 */

/** First day, the month that has a leap month after it or 0, and the months: `1` has thirty days, `0` twenty-nine. */
export type LunarYear = readonly [first: string, leap: number, months: string];

/** Which days are worked: Monday to Friday, but for days off, and Saturdays that make up for one. */
export interface Calendar {
  readonly off: ReadonlySet<string>;
  readonly work: ReadonlySet<string>;
  readonly lunar: Readonly<Record<string, LunarYear>>;
}

const DAY_MS = 86_400_000;
const AHEAD_MS = 7 * 3_600_000;
const FIRST_YEAR = 1890;
const LAST_YEAR = 2100;
const FIRST = ordinal(FIRST_YEAR, 1, 1);
const LAST = ordinal(LAST_YEAR, 12, 31);
/** A year and a half of working days: what no procedure takes. */
const WORKING_DAYS_MAX = 400;

const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MOMENT = /^([0-9-]{10})T(?:[01][0-9]|2[0-3]):[0-5][0-9]$/;
const PARTIAL = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;
const LUNAR = /^al:([0-9]{4})(?:-([0-9]{2})(n?)(?:-([0-9]{2}))?)?$/;

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

type Span = readonly [first: string, last: string];

/** The day in Ho Chi Minh City, which keeps no summer time. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs + AHEAD_MS).toISOString().slice(0, 10);
}

/** The time of the day there: `22:30`. */
export function clockOf(timeMs: number): string {
  return new Date(timeMs + AHEAD_MS).toISOString().slice(11, 16);
}

/** Whether a time of the day lies between two, the first included, through midnight where the second comes before. */
export function isBetween(clock: string, begins: string, ends: string): boolean {
  return begins <= ends ? begins <= clock && clock < ends : begins <= clock || clock < ends;
}

export function isDay(value: unknown): boolean {
  return typeof value === "string" && ordinalOf(value) !== null;
}

/** The day of `2026-11-26T21:30`. */
export function dayIn(moment: string): string | null {
  const [, day = ""] = MOMENT.exec(moment) ?? [];
  return isDay(day) ? day : null;
}

export function daysAfter(day: string, count: number): string | null {
  const start = ordinalOf(day);
  return start === null ? null : dayAt(start + count);
}

/** The same day of the month, or the last day of a month that has no such day. */
export function monthsAfter(day: string, count: number): string | null {
  const start = ordinalOf(day);
  if (start === null || Math.abs(count) > 12 * (LAST_YEAR - FIRST_YEAR + 1)) return null;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const months = year * 12 + month - 1 + count;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  if (toYear < FIRST_YEAR || toYear > LAST_YEAR) return null;
  return dayAt(ordinal(toYear, toMonth, Math.min(date, monthLength(toYear, toMonth))));
}

/** The last of `count` working days that follow `day`; the day itself for 0. */
export function workingDaysAfter(day: string, count: number, calendar: Calendar): string | null {
  let found = ordinalOf(day);
  if (found === null || count < 0 || count > WORKING_DAYS_MAX) return null;
  let left = count;
  while (left > 0 && found < LAST) {
    found += 1;
    if (isWorkingDay(dayAt(found) ?? "", calendar)) left -= 1;
  }
  return left === 0 ? dayAt(found) : null;
}

export function isWorkingDay(day: string, calendar: Calendar): boolean {
  if (calendar.work.has(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return !calendar.off.has(day) && weekday >= 1 && weekday <= 5;
}

/** The first day that a partial date may mean; null for an unknown one or one that never was. */
export function earliest(written: string, calendar: Calendar): string | null {
  return spanOf(written, calendar)?.[0] ?? null;
}

/** The last day that a partial date may mean. */
export function latest(written: string, calendar: Calendar): string | null {
  return spanOf(written, calendar)?.[1] ?? null;
}

/** `Ngày hai mươi tháng mười một năm hai nghìn không trăm lẻ năm`, as civil-status papers write it. */
export function inWords(day: string): string | null {
  if (ordinalOf(day) === null) return null;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return `Ngày ${belowHundred(date)} tháng ${belowHundred(month)} năm ${yearInWords(year)}`;
}

function yearInWords(year: number): string {
  const rest = year % 1000;
  const below = rest % 100;
  let said = `${DIGITS[Math.floor(year / 1000)]} nghìn`;
  if (rest > 0) said += ` ${DIGITS[Math.floor(rest / 100)]} trăm`;
  if (below > 0) said += below >= 10 ? ` ${belowHundred(below)}` : ` lẻ ${DIGITS[below]}`;
  return said;
}

function belowHundred(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  if (tens === 0) return DIGITS[ones] ?? "";
  const said = tens === 1 ? "mười" : `${DIGITS[tens]} mươi`;
  if (ones === 0) return said;
  // 1 is "mốt" from twenty-one on, 5 is "lăm" after any ten, 4 stays "bốn".
  const last = ones === 5 ? "lăm" : ones === 1 && tens > 1 ? "mốt" : DIGITS[ones];
  return `${said} ${last}`;
}

function spanOf(written: string, calendar: Calendar): Span | null {
  const moon = LUNAR.exec(written);
  if (moon !== null) {
    const [, year = "", month, leap, day] = moon;
    const known = Object.hasOwn(calendar.lunar, year) ? calendar.lunar[year] : undefined;
    return known === undefined ? null : lunarSpan(known, month, leap === "n", day);
  }
  const [, year = "", month, day] = PARTIAL.exec(written) ?? [];
  if (year === "" || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return null;
  if (month === undefined) return [`${year}-01-01`, `${year}-12-31`];
  if (Number(month) < 1 || Number(month) > 12) return null;
  const length = monthLength(Number(year), Number(month));
  if (day === undefined) return [`${year}-${month}-01`, `${year}-${month}-${length}`];
  return Number(day) >= 1 && Number(day) <= length ? [written, written] : null;
}

function lunarSpan(
  [first, leap, months]: LunarYear,
  month: string | undefined,
  isLeap: boolean,
  day: string | undefined,
): Span | null {
  const lengths = [...months].map((long) => 29 + Number(long));
  let before = 0;
  let length = sum(lengths);
  if (month !== undefined) {
    let place = Number(month) - 1;
    if (place < 0 || place >= 12 || (isLeap && leap !== place + 1)) return null;
    // A leap month pushes itself and all that follow one place on.
    if (isLeap || (leap > 0 && leap < place + 1)) place += 1;
    before = sum(lengths.slice(0, place));
    length = lengths[place] ?? 0;
  }
  if (day !== undefined) {
    if (Number(day) < 1 || Number(day) > length) return null;
    before += Number(day) - 1;
    length = 1;
  }
  const start = (ordinalOf(first) ?? 0) + before;
  const from = dayAt(start);
  const to = dayAt(start + length - 1);
  return from === null || to === null ? null : [from, to];
}

function ordinalOf(text: string): number | null {
  const [, year = "", month = "", day = ""] = DAY.exec(text) ?? [];
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (year === "" || y < FIRST_YEAR || y > LAST_YEAR || m < 1 || m > 12) return null;
  return d >= 1 && d <= monthLength(y, m) ? ordinal(y, m, d) : null;
}

/** Days since the beginning of 1970. */
function ordinal(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function dayAt(number: number): string | null {
  return number >= FIRST && number <= LAST ? new Date(number * DAY_MS).toISOString().slice(0, 10) : null;
}

function monthLength(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
