// The dossiers that leave nothing to mend (tests/forms/complete at the top), each with its form and its procedure.
import { readdirSync, readFileSync } from "node:fs";
import type { Ui } from "../../../src/forms/dialect";
import type { Procedure } from "../../../src/forms/procedures";
import type { Operation } from "../../../src/sync/change";
import type { Value } from "../../../src/sync/packing";

/** The day on which they are judged, as in tests/forms/shared.py. */
export const TODAY = "2026-11-26";

/** By path; a row is named by its place in its list, `/items/@0/title`, for its id is drawn by lot. */
export type Placed = Readonly<Record<string, Value>>;

export interface Complete {
  readonly name: string;
  readonly procedure: Procedure;
  readonly ui: Ui;
  readonly answers: Placed;
  /** The first of its form. */
  readonly first: boolean;
}

const house = new URL("../../../../", import.meta.url);

/** Of every form that a procedure names, by its first record. */
export function completeDossiers(): readonly Complete[] {
  const procedures = readdirSync(new URL("schemas/procedures/", house))
    .filter((file) => file.endsWith(".json"))
    .sort();
  return procedures
    .map((file) => read<Procedure>(`schemas/procedures/${file}`))
    .filter(({ form }, index, records) => records.findIndex((each) => each.form === form) === index)
    .sort((a, b) => (a.form < b.form ? -1 : 1))
    .flatMap((procedure) => {
      const ui = read<Ui>(`schemas/forms/${procedure.form.replace("@", "/")}/ui.json`);
      const all = read<Record<string, Operation[]>>(`tests/forms/complete/${procedure.form}.json`);
      return Object.entries(all).map(([name, operations], index) => ({
        name,
        procedure,
        ui,
        answers: placedOperations(operations),
        first: index === 0,
      }));
    });
}

/** Answers alone, without those in rows that are gone. */
export function placed(
  values: ReadonlyMap<string, Value>,
  rows: ReadonlyMap<string, readonly string[]>,
): Placed {
  const found: Record<string, Value> = {};
  for (const [path, value] of values) {
    const place = placeOf(path, rows);
    if (value !== null && place !== null) found[place] = value;
  }
  return found;
}

function placedOperations(operations: readonly Operation[]): Placed {
  const values = new Map<string, Value>();
  const positions = new Map<string, [position: string, row: string][]>();
  for (const operation of operations) {
    if (operation[0] === "set") values.set(operation[1], operation[2]);
    else if (operation[0] === "insert")
      positions.set(operation[1], [...(positions.get(operation[1]) ?? []), [operation[3], operation[2]]]);
    else throw new Error(`a complete dossier with a ${operation[0]}`);
  }
  const inOrder = [...positions].map(([list, at]) => [list, at.sort().map(([, row]) => row)] as const);
  return placed(values, new Map(inOrder));
}

/** Null beneath a row that is none of these. */
function placeOf(path: string, rows: ReadonlyMap<string, readonly string[]>): string | null {
  const [list = "", rest] = path.split("/@");
  if (rest === undefined) return path;
  const [row = "", ...names] = rest.split("/");
  const place = rows.get(list)?.indexOf(row) ?? -1;
  return place < 0 ? null : [`${list}/@${place}`, ...names].join("/");
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, house), "utf8")) as T;
}
