/** Dates and clock times as people say them, always of Ho Chi Minh City (UTC+7 the whole year, no summer time). */

/** How one language joins a clock time and a day. */
export interface TimeWords {
  readonly yesterday: (clock: string) => string;
  readonly onDate: (clock: string, date: string) => string;
}

const vietnamAheadMs = 7 * 3_600_000;
const dayMs = 86_400_000;
/** The end of the year 9999: a foreign device may claim any time, and years with more digits are written otherwise. */
const momentMsMax = 253_402_300_799_999 - vietnamAheadMs;

/** `14:02` today, `14:02 hôm qua`, else `14:02 ngày 18/11/2026`. */
export function moment(ms: number, nowMs: number, words: TimeWords): string {
  const daysAgo = dayNumber(nowMs) - dayNumber(ms);
  if (daysAgo === 0) return clock(ms);
  if (daysAgo === 1) return words.yesterday(clock(ms));
  return words.onDate(clock(ms), date(ms));
}

/** `14:02` */
export function clock(ms: number): string {
  return inVietnam(ms).slice(11, 16);
}

/** `18/11/2026` */
export function date(ms: number): string {
  return inVietnam(ms).slice(0, 10).split("-").reverse().join("/");
}

/** `1/3/2027` for the day `2027-03-01`. */
export function plainDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date}/${month}/${year}`;
}

/** `14:02 18/11/2026`, for lists and paper, where "yesterday" would age. */
export function fullMoment(ms: number): string {
  return `${clock(ms)} ${date(ms)}`;
}

function inVietnam(ms: number): string {
  return new Date(bounded(ms) + vietnamAheadMs).toISOString();
}

function dayNumber(ms: number): number {
  return Math.floor((bounded(ms) + vietnamAheadMs) / dayMs);
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 0), momentMsMax);
}
