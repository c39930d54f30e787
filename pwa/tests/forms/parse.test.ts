/** What is typed and what is written down. */

import { describe, expect, test } from "vitest";
import type { Field, Widget } from "../../src/forms/dialect";
import { inputText, numberText, readInput, sound } from "../../src/forms/parse";

const field = (widget: Widget, scale?: number): Field => ({
  label: { vi: "x", en: "x" },
  widget,
  ...(scale === undefined ? {} : { scale }),
});

describe("decimals", () => {
  test.each([
    ["106,5", 10_650],
    ["106.5", 10_650],
    ["106,50", 10_650],
    ["1.234,5", 123_450],
    ["1.234", 123_400],
    ["1.234.567", 123_456_700],
    ["106,0 m2", 10_600],
    [" 106 m² ", 10_600],
    ["7,80 m", 780],
    ["-0", 0],
    ["0,07", 7],
  ])("%s is %i hundredths", (text, value) => {
    expect(readInput(field("decimal", 2), text)).toBe(value);
  });

  test.each(["106,555", "một trăm", "1,2,3", "12-13", "١٢", "1e3", "9999999999999999"])(
    "%s stays as typed, to be mended",
    (text) => {
      expect(readInput(field("decimal", 2), text)).toBe(text);
    },
  );

  test("a coordinate has six decimals, and its dot is no group of thousands", () => {
    expect(readInput(field("decimal", 6), "10.776")).toBe(10_776_000);
    expect(readInput(field("decimal", 6), "106,660172")).toBe(106_660_172);
  });

  test.each([
    [10_650, 2, "106,5", "106.5"],
    [10_600, 2, "106", "106"],
    [7, 2, "0,07", "0.07"],
    [-7, 2, "-0,07", "-0.07"],
    [8_693_000, 6, "8,693", "8.693"],
    [12, 0, "12", "12"],
  ])("%i with scale %i reads %s", (value, scale, vi, en) => {
    expect([numberText(value, scale, "vi"), numberText(value, scale, "en")]).toEqual([vi, en]);
  });

  test("whatever is shown is read back as the same number", () => {
    for (let value = -1200; value < 1200; value += 7) {
      expect(readInput(field("decimal", 2), inputText(field("decimal", 2), value, "vi"))).toBe(value);
    }
  });
});

test.each([
  ["500000", 500_000],
  ["1.500.000", 1_500_000],
  ["500,000", 500_000],
  ["1,500,000 đ", 1_500_000],
  ["500,0", 500],
  ["12,50", "12,50"],
  ["1.500,000,00", "1.500,000,00"],
])("the amount of money %s is %s", (typed, written) => {
  expect(readInput(field("money"), typed)).toBe(written);
});

test.each([
  ["090 123 45 67", "0901234567"],
  ["+84 90-123.45.67", "0901234567"],
  ["0084901234567", "0901234567"],
  ["(028) 3829 1234", "02838291234"],
  ["+1 202 555 0101", "+12025550101"],
])("the phone number %s is written %s", (typed, written) => {
  expect(readInput(field("phone"), typed)).toBe(written);
});

test.each([
  ["0481 7000 0955", "048170000955"],
  ["079.190.001.234", "079190001234"],
  ["c1234567", "C1234567"],
  ["0301234567-001", "0301234567-001"],
])("a number whose shape is known, %s, is written %s", (typed, written) => {
  const errors = { pattern: { vi: "x", en: "x" } };
  expect(readInput({ ...field("code"), errors }, typed)).toBe(written);
});

test.each([
  ["H29.26-261102-0007", "H29.26-261102-0007"],
  [" BK  123456 ", "BK 123456"],
  ["118/GPXD-UBNDx", "118/GPXD-UBNDx"],
])("a number of any shape, %s, is copied as it stands: %s", (typed, written) => {
  expect(readInput(field("code"), typed)).toBe(written);
});

test("a text is NFC, trimmed, on one line; a long one keeps its lines", () => {
  expect(readInput(field("name"), "  Nguye\u0302\u0303n  Thị\tLan ")).toBe("Nguyễn Thị Lan");
  expect(readInput(field("area"), " một\r\nhai\rba ")).toBe("một\nhai\nba");
});

test("nothing typed is no answer", () => {
  for (const widget of ["text", "area", "phone", "integer", "decimal"] as const) {
    expect(readInput(field(widget, 2), " \u00a0 ")).toBeNull();
  }
});

test("what no replica could hold is made sound", () => {
  expect(sound("a\ud83cb\0c🏠")).toBe("a\ufffdbc🏠");
});
