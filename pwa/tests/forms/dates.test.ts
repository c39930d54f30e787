/** Dates in boxes and as written: what is missing stays missing. */

import { expect, test } from "vitest";
import { partsOf, pastedDate, spokenDate, written } from "../../src/forms/dates";
import { clockOf, isBetween } from "../../src/forms/days";
import { fields } from "../../src/words/vi/fields";

const parts = partsOf("");

test.each([
  [{ year: "1950" }, "1950"],
  [{ month: "3", year: "1950" }, "1950-03"],
  [{ day: "5", month: "12", year: "2026" }, "2026-12-05"],
  [{ day: "5", month: "12" }, "-12-05"],
  [{ day: "5", year: "2026" }, "2026--05"],
  [{ day: "2", month: "3", year: "1950", isLunar: true }, "al:1950-03-02"],
  [{ month: "5", year: "1998", isLunar: true, isLeapMonth: true }, "al:1998-05n"],
  [{}, ""],
])("%o is written %s, and read back", (some, text) => {
  expect(written({ ...parts, ...some }, false)).toBe(text);
  expect(written(partsOf(text), false)).toBe(text);
});

test.each([
  [{ day: "23", month: "11", year: "2026", hour: "8", minute: "30" }, "2026-11-23T08:30"],
  [{ day: "23", month: "11", year: "2026" }, "2026-11-23T"],
  [{ hour: "8" }, "T08:"],
  [{}, ""],
])("with a time %o is written %s, and read back", (some, text) => {
  expect(written({ ...parts, ...some }, true)).toBe(text);
  expect(written(partsOf(text), true)).toBe(text);
});

test("a whole date pasted into one box is taken apart", () => {
  expect(pastedDate(" 5/12/2026 ")).toEqual({ day: "5", month: "12", year: "2026" });
  expect(pastedDate("5")).toBeNull();
});

test("a date is read out as people say it", () => {
  expect(spokenDate("2026-12-05", fields)).toBe("5/12/2026");
  expect(spokenDate("1950-03", fields)).toBe("3/1950");
  expect(spokenDate("1950", fields)).toBe("1950");
  expect(spokenDate("2026-11-23T08:30", fields)).toBe("08:30 23/11/2026");
  expect(spokenDate("al:1998-05n-12", fields)).toBe("12/5 nhuận/1998 âm lịch");
  expect(spokenDate("khong-ro", fields)).toBe("Không rõ");
});

test.each([
  ["22:29", false],
  ["22:30", true],
  ["23:59", true],
  ["00:00", true],
  ["07:59", true],
  ["08:00", false],
])("%s is between 22:30 and 08:00: %s", (clock, between) => {
  expect(isBetween(clock, "22:30", "08:00")).toBe(between);
});

test("a time between two of one day, by the clock of Ho Chi Minh City", () => {
  const noon = Date.UTC(2026, 10, 26, 5);
  expect(clockOf(noon)).toBe("12:00");
  expect(isBetween(clockOf(noon), "08:00", "17:00")).toBe(true);
  expect(isBetween("17:00", "08:00", "17:00")).toBe(false);
});
