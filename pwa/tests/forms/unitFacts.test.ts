/** What a unit says of itself: what of it holds on a day, what counts as listed, where a number leads. */

import { expect, test } from "vitest";
import { dialling, factsOn, isListed, type PublishedFact } from "../../src/forms/unitFacts";

const area = (text: string, begins: string, ends: string | null = null): PublishedFact => ({
  kind: "permit-exempt-area",
  text,
  begins,
  ends,
});
const FACTS = [
  area("Khu thử A", "2026-01-01", "2026-06-30"),
  area("Khu thử B", "2026-06-30"),
  { ...area("000 000 000", "2026-01-01"), kind: "police-telephone" as const },
];
const areasOn = (day: string) => factsOn(FACTS, "permit-exempt-area", day).map(({ text }) => text);

test("a fact holds from its first day to its last, both included", () => {
  expect(areasOn("2025-12-31")).toEqual([]);
  expect(areasOn("2026-01-01")).toEqual(["Khu thử A"]);
  expect(areasOn("2026-06-30")).toEqual(["Khu thử A", "Khu thử B"]);
  expect(areasOn("2026-07-01")).toEqual(["Khu thử B"]);
});

test("only the kind that is asked for", () => {
  expect(factsOn(FACTS, "police-telephone", "2026-07-01").map(({ text }) => text)).toEqual(["000 000 000"]);
  expect(factsOn([], "police-telephone", "2026-07-01")).toEqual([]);
});

test("what is listed twice is offered once", () => {
  const twice = [area("Khu thử A", "2026-01-01"), area("Khu thử A", "2026-03-01")];
  expect(factsOn(twice, "permit-exempt-area", "2026-07-01")).toEqual([twice[0]]);
});

test("capitals, blanks and the way letters are composed make no other area; marks do", () => {
  expect(isListed(["Khu thử Bà"], "  khu  THỬ bà ".normalize("NFD"))).toBe(true);
  expect(isListed(["Khu thử Bà"], "Khu thử Ba")).toBe(false);
  expect(isListed([], "Khu thử Bà")).toBe(false);
});

test("a number is dialled without what parts its figures; from abroad without the 0 in brackets", () => {
  expect(dialling("000-000.00 00")).toBe("tel:0000000000");
  expect(dialling("(012) 000")).toBe("tel:012000");
  expect(dialling("+12 (0) 345")).toBe("tel:+12345");
});
