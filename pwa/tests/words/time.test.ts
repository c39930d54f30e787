/** Dates and clock times of Ho Chi Minh City, wherever the device believes to be. */

import { expect, test } from "vitest";
import { common as english } from "../../src/words/en/common";
import { clock, date, fullMoment, moment } from "../../src/words/time";
import { common as vietnamese } from "../../src/words/vi/common";

const at = (iso: string) => Date.parse(`${iso}+07:00`);
const now = at("2026-11-21T14:30");

test.each([
  ["2026-11-21T14:02", "14:02", "14:02"],
  ["2026-11-21T00:00", "00:00", "00:00"],
  ["2026-11-20T23:59", "23:59 hôm qua", "23:59 yesterday"],
  ["2026-11-20T00:00", "00:00 hôm qua", "00:00 yesterday"],
  ["2026-11-19T23:59", "23:59 ngày 19/11/2026", "23:59 on 19/11/2026"],
  ["2025-12-31T08:05", "08:05 ngày 31/12/2025", "08:05 on 31/12/2025"],
  // A clock that is ahead must not call tomorrow "today".
  ["2026-11-22T00:01", "00:01 ngày 22/11/2026", "00:01 on 22/11/2026"],
])("%s is said as %s", (iso, inVietnamese, inEnglish) => {
  expect(moment(at(iso), now, vietnamese)).toBe(inVietnamese);
  expect(moment(at(iso), now, english)).toBe(inEnglish);
});

test("yesterday is counted by the days of the city, not by those of Greenwich", () => {
  expect(moment(at("2026-11-20T23:30"), at("2026-11-21T00:30"), vietnamese)).toBe("23:30 hôm qua");
  expect(moment(at("2026-11-21T00:30"), at("2026-11-21T23:30"), vietnamese)).toBe("00:30");
});

test.each([0, -1, 4_102_444_800_000, Number.MAX_SAFE_INTEGER])("a clock at %i ms has a date too", (ms) => {
  expect(clock(ms)).toMatch(/^[0-9]{2}:[0-9]{2}$/);
  expect(fullMoment(ms)).toMatch(/^[0-9]{2}:[0-9]{2} [0-9]{2}\/[0-9]{2}\/[0-9]{4}$/);
});

test("a clock in 2099 is written with its year", () => {
  expect(date(at("2099-01-01T07:00"))).toBe("01/01/2099");
});
