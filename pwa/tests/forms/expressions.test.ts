/** The vectors of expressions that both languages read (tests/vectors/expressions.json at the top), here in TypeScript. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/expressions.json";
import { loadForm } from "../../src/forms/catalogue";
import type { Node } from "../../src/forms/dialect";
import { type Around, holds, worthOf } from "../../src/forms/expressions";
import type { Value } from "../../src/sync/packing";

const form = await loadForm("khoi-cong@1");
if (form === null) throw new Error("no form");
const { calendar } = form;

const cases = vectors.cases as unknown as readonly (readonly [Node, string, Value])[];

function around(path: string): Around {
  return {
    asked: new Map(Object.entries(vectors.asked)),
    rows: new Map(Object.entries(vectors.rows)),
    path,
    today: vectors.today,
    calendar,
  };
}

test.each(cases)("%j at %j comes to %j", (node, path, worth) => {
  expect(worthOf(node, around(path))).toBe(worth);
});

test.each(cases.filter(([, , worth]) => typeof worth === "boolean"))(
  "%j at %j is %j",
  (node, path, worth) => {
    expect(holds(node, around(path))).toBe(worth);
  },
);
