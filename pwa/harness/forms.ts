/**
 * Validates in the browser's way for another program: one JSON object a line in, one JSON array of triples a line out.
 * In: `{"form": id, "values": {path: value}, "rows": {list: [row id]}}` or `{"schema": …, "data": …}`; or, to be told
 * true or false by the library alone, `{"plain": schema, "data": …}`.
 */

import { createInterface } from "node:readline";
import { type Schema as AnySchema, Validator } from "@cfworker/json-schema";
import { assemble, type Json } from "../src/forms/assemble";
import { loadForm } from "../src/forms/catalogue";
import type { Schema } from "../src/forms/dialect";
import { brokenKeywords, validate } from "../src/forms/validate";
import type { Value } from "../src/sync/packing";

/** As in tests/forms/shared.py. */
const TODAY = "2026-11-26";

interface Dossier {
  readonly form: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly rows: Readonly<Record<string, readonly string[]>>;
}

interface Datum {
  readonly schema: Schema;
  readonly data: { [name: string]: Json };
}

interface Plain {
  readonly plain: AnySchema | boolean;
  readonly data: unknown;
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line) as Dossier | Datum | Plain;
  const answer =
    "form" in question
      ? await ofDossier(question)
      : "plain" in question
        ? isValid(question)
        : ofDatum(question);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

// The store listens for other tabs, and would go on for ever.
process.exit();

async function ofDossier({ form: id, values, rows }: Dossier): Promise<unknown> {
  const form = await loadForm(id);
  if (form === null) throw new Error(`no form ${id}`);
  const view = { values: new Map(Object.entries(values)), rows: new Map(Object.entries(rows)) };
  return validate(form, assemble(form, view), TODAY);
}

function isValid({ plain, data }: Plain): boolean {
  return new Validator(plain, "2020-12", false).validate(data).valid;
}

function ofDatum({ schema, data }: Datum): unknown {
  return brokenKeywords(schema, data).map(({ pointer, keyword, parameters }) => [
    pointer,
    keyword,
    parameters,
  ]);
}
