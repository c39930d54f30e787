/** Where a record of consent counts, and where it says nothing (SPEC K). What bodies read: the vectors. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Operation } from "../../src/sync/change";
import { consentOf, isAssisted } from "../../src/sync/consent";
import type { ValueMap } from "../../src/sync/packing";
import { make, set } from "./making";

const vectors: { vectors: readonly { name: string; body?: ValueMap }[] } = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/consents.json", import.meta.url), "utf8"),
);
const body = vectors.vectors.find(({ name }) => name === "a card")?.body ?? {};
const created: Operation = ["record", "created", { nonce: "00".repeat(16) }];
const consented: Operation = ["record", "consented", body];
const changeOf = (...operations: readonly Operation[]) => make([], operations).change;

test("K1 only beside created a record says something", () => {
  expect(consentOf(changeOf(created, consented))).toMatchObject({ name: "Nguyễn Thị Tư", mode: "card" });
  expect(consentOf(changeOf(consented, set("/a", 1), created))).not.toBeNull();
  for (const alone of [[created], [consented], [consented, set("/a", 1)]]) {
    expect(isAssisted(changeOf(...alone))).toBe(false);
    expect(consentOf(changeOf(...alone))).toBeNull();
  }
});

test("K6 a body of another form, or a second one, is assisted and no consent", () => {
  const empty: Operation = ["record", "consented", {}];
  for (const operations of [
    [created, empty],
    [created, consented, consented],
    [created, consented, empty],
  ]) {
    expect(isAssisted(changeOf(...operations))).toBe(true);
    expect(consentOf(changeOf(...operations))).toBeNull();
  }
});
