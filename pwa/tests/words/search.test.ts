/** Finding a ward by what people type: without marks, with marks elsewhere, composed or not. */

import { expect, test } from "vitest";
import units from "../../../schemas/units/units.json";
import { fold, search, toneKey } from "../../src/words/search";

const named = (query: string) => search(units, query, (unit) => unit.full_name).map((unit) => unit.full_name);

test("every unit is found by its name without any mark", () => {
  const lost = units.filter(({ full_name: name }) => !named(fold(name)).includes(name));
  expect(lost).toEqual([]);
});

test("every unit is found by its name as decomposed letters, as some keyboards give them", () => {
  const lost = units.filter(({ full_name: name }) => !named(name.normalize("NFD")).includes(name));
  expect(lost).toEqual([]);
});

test("what matches with its marks comes first", () => {
  expect(named("thạnh an")).toEqual(["Xã Thạnh An", "Xã Thanh An"]);
  expect(named("thanh an")).toEqual(["Xã Thanh An", "Xã Thạnh An"]);
});

test("where the first word stands further to the front comes first", () => {
  const countries = ["Cộng hòa Trung Phi", "Guiana thuộc Pháp", "Pháp", "Philippines"];
  expect(search(countries, "ph", (name) => name).slice(0, 2)).toEqual(["Pháp", "Philippines"]);
});

test("words may come in any order and need only begin alike", () => {
  expect(named("dao con")).toEqual(["Đặc khu Côn Đảo"]);
  expect(named("con d")).toContain("Đặc khu Côn Đảo");
});

test("an empty query finds all, and one that fits nothing none", () => {
  expect(named("").length).toBe(units.length);
  expect(named("  - ").length).toBe(units.length);
  expect(named("atlantis")).toEqual([]);
});

test.each([
  ["Hoà", "Hòa"],
  ["THUỶ", "thủy"],
  ["Hoà".normalize("NFD"), "Hòa"],
])("%s and %s are one name", (one, other) => {
  expect(toneKey(one)).toBe(toneKey(other));
});

test.each([
  ["Thạnh", "Thanh"],
  ["Tân", "Tan"],
  ["Đa", "Da"],
])("%s and %s are two names", (one, other) => {
  expect(toneKey(one)).not.toBe(toneKey(other));
});

test.each(["Đ", "đ", "Ð", "ð"])("%s is folded to d", (letter) => {
  expect(fold(letter)).toBe("d");
});
