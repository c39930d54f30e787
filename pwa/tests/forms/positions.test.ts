/** Places of rows between others. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { between, newRowId } from "../../src/forms/positions";

test("rows put in anywhere, one after another, keep their order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (places) => {
      const rows: string[] = [];
      for (const place of places) {
        const at = place % (rows.length + 1);
        rows.splice(at, 0, between(rows[at - 1] ?? "", rows[at] ?? ""));
      }
      expect([...rows].sort()).toEqual(rows);
      expect(new Set(rows).size).toBe(rows.length);
      expect(rows.every((row) => /^[!-~]{1,64}$/.test(row))).toBe(true);
    }),
  );
});

test("any two positions that others made give a well-formed one, between them if there is room", () => {
  const position = fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    maxLength: 64,
  });
  fc.assert(
    fc.property(position, position, (before, after) => {
      const made = between(before, after);
      expect(made).toMatch(/^[!-~]{1,64}$/);
      if (made !== before && before !== "") expect(made > before).toBe(true);
    }),
  );
});

test("between two rows at the same place there is no room, and the row id decides", () => {
  expect(between("P", "P")).toBe("P");
  expect(between("", "!")).toBe("!");
  expect(between("~".repeat(64), "")).toBe("~".repeat(64));
});

test("a row id is 64 random bits in base32hex", () => {
  const ids = Array.from({ length: 100 }, newRowId);
  expect(ids.every((id) => /^[0-9a-v]{13}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(100);
});
