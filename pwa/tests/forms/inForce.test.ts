/** What counts on a day: the vectors that both languages read (tests/vectors/in-force.json at the top), in TypeScript. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/in-force.json";
import { isTaken, recordOn, successorOn, versionOn } from "../../src/forms/inForce";
import { procedures } from "../../src/forms/procedures";

const { records, published } = vectors;

test.each(vectors.on as [string, string, string | null, string | null][])(
  "of %s on %s the record of %s counts, and that of %s is known",
  (code, day, now, later) => {
    expect(recordOn(records, code, day)?.effective_from ?? null).toBe(now);
    expect(successorOn(records, code, day)?.effective_from ?? null).toBe(later);
  },
);

test.each(vectors.versions as [string, string, string][])("of %s on %s it is %s", (form, day, version) => {
  expect(versionOn(published, form, day)).toBe(version);
});

test.each(vectors.taken as [string, string, boolean][])("%s on %s is taken in: %s", (form, day, taken) => {
  expect(isTaken(published, form, day)).toBe(taken);
});

test.each(["1.000656", "1.001193", "1.004873"])("%s has another record from 1 March 2027", (code) => {
  expect(recordOn(procedures.value, code, "2027-02-28")?.effective_until).toBe("2027-02-28");
  expect(successorOn(procedures.value, code, "2027-02-28")?.effective_from).toBe("2027-03-01");
  expect(recordOn(procedures.value, code, "2027-03-01")?.effective_from).toBe("2027-03-01");
});
