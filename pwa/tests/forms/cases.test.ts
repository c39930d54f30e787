/** The cases that Python and TypeScript share (tests/forms/cases at the top), here in TypeScript. */

import { type Schema, Validator } from "@cfworker/json-schema";
import { describe, expect, test } from "vitest";
import chungThuc from "../../../tests/forms/cases/chung-thuc.json";
import complete from "../../../tests/forms/cases/complete.json";
import khoiCong from "../../../tests/forms/cases/khoi-cong.json";
import phanAnh from "../../../tests/forms/cases/phan-anh.json";
import traps from "../../../tests/forms/cases/traps.json";
import { assemble } from "../../src/forms/assemble";
import { validate } from "../../src/forms/validate";
import type { Operation } from "../../src/sync/change";
import { formNamed, viewOfOperations } from "./dossiers";

const whole = complete as unknown as Readonly<Record<string, readonly Operation[]>>;

describe.each([...khoiCong, ...chungThuc, ...phanAnh])(
  "$form",
  ({ name, form: id, complete, operations, expected }) => {
    test(name, async () => {
      const form = await formNamed(id);
      const all = [
        ...(complete ? (whole[id] ?? []) : []),
        ...(operations as unknown as readonly Operation[]),
      ];
      expect(validate(form, assemble(form, viewOfOperations(all)))).toEqual(expected);
    });
  },
);

test.each(traps as unknown as readonly (readonly [Schema, unknown, boolean])[])(
  "a trap between languages ends alike: %j, %j",
  (schema, datum, valid) => {
    expect(new Validator(schema, "2020-12", false).validate(datum).valid).toBe(valid);
  },
);
