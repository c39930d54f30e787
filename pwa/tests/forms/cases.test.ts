/** The cases that Python and TypeScript share (tests/forms/cases at the top), here in TypeScript. */

import { type Schema, Validator } from "@cfworker/json-schema";
import { describe, expect, test } from "vitest";
import traps from "../../../tests/forms/cases/traps.json";
import { assemble } from "../../src/forms/assemble";
import { validate } from "../../src/forms/validate";
import { allCases, completeDossiers, formNamed, TODAY, viewOfOperations } from "./dossiers";

describe.each(allCases)("$form", ({ name, form: id, complete, operations, expected }) => {
  test(name, async () => {
    const form = await formNamed(id);
    const whole = Object.values(completeDossiers[id] ?? {})[0] ?? [];
    const all = [...(complete ? whole : []), ...operations];
    expect(validate(form, assemble(form, viewOfOperations(all)), TODAY)).toEqual(expected);
  });
});

describe.each(Object.entries(completeDossiers))("%s", (id, dossiers) => {
  test.each(Object.entries(dossiers))("complete: %s", async (_, operations) => {
    const form = await formNamed(id);
    expect(validate(form, assemble(form, viewOfOperations(operations)), TODAY)).toEqual([]);
  });
});

test.each(traps as unknown as readonly (readonly [Schema, unknown, boolean])[])(
  "a trap between languages ends alike: %j, %j",
  (schema, datum, valid) => {
    expect(new Validator(schema, "2020-12", false).validate(datum).valid).toBe(valid);
  },
);
