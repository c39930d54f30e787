/** One fact while an officer writes it: what keeps it from being sent, and what is sent. */

import { expect, test } from "vitest";
import { changing, type Editing, faultsOf, newFact, writtenOf } from "../../src/screens/desk-unit/editing";
import type { UnitFact } from "../../src/wire.gen";
import { unit as words } from "../../src/words/vi/unit";

const ID = "0f".repeat(16);
const AREA: UnitFact = {
  fact: ID,
  version: 3,
  kind: "permit-exempt-area",
  text: "Khu thử A",
  begins: "2026-08-01",
  ends: null,
  person: "Người thử",
  written: 1_795_000_000_000,
};
const area = { ...newFact("permit-exempt-area", ID, "2026-11-26"), text: "Khu thử A" };
const telephone = { ...newFact("police-telephone", ID, "2026-11-26"), text: "000 000 0000" };
const faulty = (editing: Editing) => faultsOf(editing, words).map(({ part, sentence }) => [part, sentence]);

test("a new fact begins today, ends on no day, and is written upon nothing", () => {
  expect(faulty(area)).toEqual([]);
  expect(writtenOf(area)).toEqual({
    version: 0,
    kind: "permit-exempt-area",
    text: "Khu thử A",
    begins: "2026-11-26",
    ends: null,
  });
});

test("a text is sent composed and without blanks at its ends, and may not be empty, long or odd", () => {
  expect(writtenOf({ ...area, text: " Khu Bà ".normalize("NFD") }).text).toBe("Khu Bà".normalize("NFC"));
  expect(faulty({ ...area, text: "  " })).toEqual([["text", words.area.missing]]);
  expect(faulty({ ...area, text: "ă".repeat(120) })).toEqual([]);
  expect(faulty({ ...area, text: "ă".repeat(121) })).toEqual([["text", words.faults.long]]);
  expect(faulty({ ...area, text: "Khu\u0007A" })).toEqual([["text", words.faults.odd]]);
});

test("a telephone is figures and what parts them", () => {
  expect(faulty(telephone)).toEqual([]);
  for (const text of ["00", "gọi anh Ba", "0".repeat(21), "-000"])
    expect(faulty({ ...telephone, text }), text).toEqual([["text", words.faults.telephone]]);
  expect(faulty({ ...telephone, text: "" })).toEqual([["text", words.telephone.missing]]);
});

test("days are days of the calendar, and the last is not before the first", () => {
  expect(faulty({ ...area, begins: "" })).toEqual([["begins", words.faults.begins]]);
  expect(faulty({ ...area, begins: "2026-02-30" })).toEqual([["begins", words.faults.day]]);
  expect(faulty({ ...area, ends: "2026" })).toEqual([["ends", words.faults.day]]);
  expect(faulty({ ...area, ends: "2026-11-25" })).toEqual([["ends", words.faults.order]]);
  expect(faulty({ ...area, ends: area.begins })).toEqual([]);
});

test("what no longer holds from a day has the day before as its last, and keeps the rest", () => {
  const ending = changing(AREA, "stop");
  expect(faulty(ending)).toEqual([["stops", words.faults.stops]]);
  expect(faulty({ ...ending, stops: AREA.begins })).toEqual([["stops", words.faults.stopsOrder]]);
  expect(writtenOf({ ...ending, stops: "2026-12-01" })).toEqual({
    version: 3,
    kind: AREA.kind,
    text: AREA.text,
    begins: AREA.begins,
    ends: "2026-11-30",
  });
});
