/** The nearest units to a place: by distance, near enough for "about so many kilometres". */

import { expect, test } from "vitest";
import units from "../../../schemas/units/units.json";
import { distanceKm, kilometres, nearest } from "../../src/screens/help/distance";

const hospital = { lat: 8.6843, lon: 106.6073 };
const vungTau = { lat: 10.346, lon: 107.084 };

test("on the island the special zone alone is near: the mainland is out of reach", () => {
  const found = nearest(units, hospital, 3);
  expect(found.map(({ unit }) => unit.full_name)).toEqual(["Đặc khu Côn Đảo"]);
});

test("far from everything the nearest is still told", () => {
  expect(nearest(units, { lat: 21, lon: 105.8 }, 5)).toHaveLength(1);
});

test("a degree of latitude is 111 km, and a place is no way from itself", () => {
  expect(distanceKm({ lat: 10, lon: 106 }, { lat: 11, lon: 106 })).toBeCloseTo(111.2, 0);
  expect(distanceKm(vungTau, vungTau)).toBe(0);
  expect(distanceKm({ lat: 0, lon: 0 }, { lat: 0, lon: 180 })).toBeCloseTo(20_015, 0);
});

test("distances come in order, as many as asked for", () => {
  const found = nearest(units, vungTau, 5).map(({ km }) => km);
  expect(found).toHaveLength(5);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
});

test("a figure is no finer than the table can tell", () => {
  expect(kilometres(0.84, "vi")).toBe("0,8");
  expect(kilometres(0.84, "en")).toBe("0.8");
  expect(kilometres(12.4, "vi")).toBe("12");
});
