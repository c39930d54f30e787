/** Dates in boxes and as written: what is missing stays missing. */

import { expect, test } from "vitest";
import { partsOf, pastedDate, spokenDate, written } from "../../src/forms/dates";

const parts = { day: "", month: "", year: "", hour: "", minute: "" };

test.each([
  [{ year: "1950" }, "1950"],
  [{ month: "3", year: "1950" }, "1950-03"],
  [{ day: "5", month: "12", year: "2026" }, "2026-12-05"],
  [{ day: "5", month: "12" }, "-12-05"],
  [{ day: "5", year: "2026" }, "2026--05"],
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
  expect(spokenDate("2026-12-05")).toBe("5/12/2026");
  expect(spokenDate("1950-03")).toBe("3/1950");
  expect(spokenDate("1950")).toBe("1950");
  expect(spokenDate("2026-11-23T08:30")).toBe("08:30 23/11/2026");
});
