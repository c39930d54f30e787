/** What operations by one hand come to, for tests that need no merge. Twin: tests/forms/dossiers.py at the top. */

import type { View } from "../../src/forms/assemble";
import { loadForm } from "../../src/forms/catalogue";
import type { Form } from "../../src/forms/dialect";
import type { Operation } from "../../src/sync/change";
import type { Value } from "../../src/sync/packing";
import type { FormError } from "../../src/wire.gen";

interface Case {
  readonly name: string;
  readonly form: string;
  readonly complete: boolean;
  readonly operations: readonly Operation[];
  readonly expected: readonly FormError[];
}

/** As in tests/forms/shared.py. */
export const TODAY = "2026-11-26";

const caseFiles = import.meta.glob<readonly Case[]>(["../../../tests/forms/cases/*.json", "!**/traps.json"], {
  eager: true,
  import: "default",
});
const completeFiles = import.meta.glob<Readonly<Record<string, readonly Operation[]>>>(
  "../../../tests/forms/complete/*.json",
  { eager: true, import: "default" },
);

export const allCases: readonly Case[] = Object.values(caseFiles).flat();

/** By form and name: between them they take every way through the form. */
export const completeDossiers = Object.fromEntries(
  Object.entries(completeFiles).map(([file, dossiers]) => [
    file.split("/").at(-1)?.replace(".json", "") ?? "",
    dossiers,
  ]),
);

export function viewOfOperations(operations: readonly Operation[]): View {
  const values = new Map<string, Value>();
  const positions = new Map<string, Map<string, string>>();
  for (const operation of operations) {
    const [kind, path] = operation;
    const rows = positions.get(path) ?? new Map<string, string>();
    if (kind === "set") values.set(path, operation[2]);
    else if (kind === "insert") positions.set(path, rows.set(operation[2], operation[3]));
    else if (kind === "remove") rows.delete(operation[2]);
  }
  const rows = new Map([...positions].map(([path, at]) => [path, ordered(at)]));
  return { values, rows };
}

export async function formNamed(id: string): Promise<Form> {
  const form = await loadForm(id);
  if (form === null) throw new Error(`no form ${id}`);
  return form;
}

function ordered(positions: ReadonlyMap<string, string>): readonly string[] {
  const rows = [...positions].map(([row, position]) => `${position} ${row}`).sort();
  return rows.map((row) => row.split(" ")[1] ?? "");
}
