/** Every rule of sync/SPEC.md that the twin keeps has a test or a vector here that names it. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Kept on one side only, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  N2: "a node bounds what its senders leave waiting; a device is no node",
};

const here = new URL("./", import.meta.url);
const vectors = new URL("../../../tests/vectors/", import.meta.url);
const spec = readFileSync(new URL("../../../sync/SPEC.md", import.meta.url), "utf8");

const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\* (.*)$/gm)].map(([, rule = "", text = ""]) => ({
  rule,
  text,
}));
const kept = rules.filter(({ rule, text }) => !/\[(?:hub|phone)\]/.test(text) && !(rule in ELSEWHERE));

function named(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of readdirSync(here).filter((name) => name.endsWith(".test.ts"))) {
    for (const [, numbers = ""] of readFileSync(new URL(file, here), "utf8").matchAll(
      /["`]((?:[A-Z]\d+ )+)/g,
    )) {
      for (const rule of numbers.trim().split(" ")) found.add(rule);
    }
  }
  for (const file of readdirSync(vectors).filter((name) => name.endsWith(".json"))) {
    const read: { vectors?: { rules: string[] }[] } = JSON.parse(
      readFileSync(new URL(file, vectors), "utf8"),
    );
    for (const vector of read.vectors ?? []) for (const rule of vector.rules) found.add(rule);
  }
  return found;
}

describe("the rules", () => {
  const tested = named();

  test("each that is kept here is tested here", () => {
    expect(kept.length).toBeGreaterThan(90);
    expect(kept.map(({ rule }) => rule).filter((rule) => !tested.has(rule))).toEqual([]);
  });

  test("no test names one that is not there", () => {
    const known = new Set(rules.map(({ rule }) => rule));
    expect([...tested].filter((rule) => !known.has(rule))).toEqual([]);
  });
});
