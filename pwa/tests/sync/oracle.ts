/** The merge by its definitions, one sentence after the other, with no thought for speed: a referee. */

import type { Change, Operation } from "../../src/sync/change";
import { type Exclusion, type LeftOut, leavesOut } from "../../src/sync/exclusions";
import type { Hex, Value } from "../../src/sync/packing";
import type { Made } from "./making";

interface Acting {
  readonly id: Hex;
  readonly time: number;
  readonly place: number;
  readonly operation: Operation;
}

/** The canonical state of what is held: changes of version 1, and true exclusions of some of them. */
export function stateOf(document: Hex, changes: readonly Made[], records: readonly Exclusion[]): string {
  const held = new Map(changes.map(({ id, change }) => [id, change]));
  const standing = standingOf(held, records);
  const parents = parentsOf(held, standing);
  const applied = appliedOf(parents);
  const contexts = new Map(applied.map((id) => [id, ancestorsOf(id, parents)]));
  const saw = (later: Hex, earlier: Hex) => contexts.get(later)?.has(earlier) ?? false;
  const acting = applied.flatMap((id) => actingOf(id, held.get(id), standing.get(id)?.operations ?? []));

  const paths = sortedUnique(acting.flatMap(({ operation: [kind, path] }) => (kind === "set" ? [path] : [])));
  const registers = paths.map((path) => {
    const sets = acting.filter(({ operation }) => operation[0] === "set" && operation[1] === path);
    return [path, lasting(sets, saw).map(({ id, time, operation }) => [id, time, operation[2] as Value])];
  });

  const lists = sortedUnique(acting.flatMap(({ operation }) => rowsTouched(operation).map(([list]) => list)));
  const rows = lists.map((list): [string, Value[]] => {
    const ids = sortedUnique(
      acting.flatMap(({ operation }) =>
        rowsTouched(operation).flatMap(([at, row]) => (at === list ? [row] : [])),
      ),
    );
    const standingRows = ids.flatMap((row) => {
      const removals = acting.filter(
        ({ operation: [kind, at, id] }) => kind === "remove" && at === list && id === row,
      );
      const touches = acting.filter(({ operation }) =>
        rowsTouched(operation).some(([at, id]) => at === list && id === row),
      );
      const tokens = touches.filter(
        (touch) => !removals.some((removal) => saw(removal.id, touch.id) || isAfter(removal, touch)),
      );
      const inserts = acting.filter(
        ({ operation: [kind, at, id] }) => kind === "insert" && at === list && id === row,
      );
      const position = lasting(inserts, saw).at(-1)?.operation[3] ?? "";
      return tokens.length > 0 ? [[row, position, sortedUnique(tokens.map(({ id }) => id))] as const] : [];
    });
    return [list, standingRows.sort((a, b) => compare(a[1], b[1]) || compare(a[0], b[0]))];
  });

  const log = acting
    .filter(({ operation: [kind] }) => kind === "record")
    .sort((a, b) => compare(a.id, b.id) || a.place - b.place)
    .map(({ id, time, operation }) => [id, time, operation[1], operation[2] as Value] as const);
  const heads = applied.filter((id) => !applied.some((other) => parents.get(other)?.includes(id))).sort();
  const exclusions = [...applied].sort().flatMap((id) => {
    const leftOut = standing.get(id)?.operations ?? [];
    return leftOut.length > 0 ? [[id, leftOut] as const] : [];
  });
  return text([document, registers, rows.filter(([, ids]) => ids.length > 0), log, heads, exclusions]);
}

/** Of several records the highest turn, then the greater payload; only "all" where the change is not here. */
function standingOf(
  held: ReadonlyMap<Hex, Change>,
  records: readonly Exclusion[],
): ReadonlyMap<Hex, Exclusion> {
  const standing = new Map<Hex, Exclusion>();
  for (const record of records) {
    const operations = held.get(record.change)?.operations;
    const counts =
      record.operations === "all" || record.operations.every((index) => index < (operations?.length ?? -1));
    if (!counts || (record.operations !== "all" && operations === undefined)) continue;
    const other = standing.get(record.change);
    const rank = ({ turn, payload }: Exclusion) =>
      `${String(turn).padStart(16, "0")}${Buffer.from(payload).toString("hex")}`;
    if (other === undefined || rank(record) > rank(other)) standing.set(record.change, record);
  }
  return standing;
}

function parentsOf(
  held: ReadonlyMap<Hex, Change>,
  standing: ReadonlyMap<Hex, Exclusion>,
): ReadonlyMap<Hex, readonly Hex[]> {
  const parents = new Map([...held].map(([id, change]) => [id, change.parents]));
  for (const [id, record] of standing) if (record.operations === "all") parents.set(id, record.parents);
  return parents;
}

function appliedOf(parents: ReadonlyMap<Hex, readonly Hex[]>): readonly Hex[] {
  const applied = new Set<Hex>();
  for (let before = -1; before < applied.size; ) {
    before = applied.size;
    for (const [id, named] of parents) if (named.every((parent) => applied.has(parent))) applied.add(id);
  }
  return [...applied];
}

function ancestorsOf(id: Hex, parents: ReadonlyMap<Hex, readonly Hex[]>): ReadonlySet<Hex> {
  const found = new Set<Hex>();
  const visit = (from: Hex) => {
    for (const parent of parents.get(from) ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      visit(parent);
    }
  };
  visit(id);
  return found;
}

function actingOf(id: Hex, change: Change | undefined, leftOut: LeftOut): readonly Acting[] {
  return (change?.operations ?? []).flatMap((operation, place) =>
    leavesOut(leftOut, place) ? [] : [{ id, time: change?.time ?? 0, place, operation }],
  );
}

/** Of writes to one place: those that nobody who saw them wrote over, the last of each change, by change. */
function lasting(writes: readonly Acting[], saw: (later: Hex, earlier: Hex) => boolean): readonly Acting[] {
  return writes
    .filter((write) => !writes.some((later) => saw(later.id, write.id) || isAfter(later, write)))
    .sort((a, b) => compare(a.id, b.id));
}

function isAfter(later: Acting, earlier: Acting): boolean {
  return later.id === earlier.id && later.place > earlier.place;
}

function rowsTouched(operation: Operation): readonly (readonly [list: string, row: string])[] {
  const [kind, path] = operation;
  if (kind === "remove" || kind === "record") return [];
  const names = (kind === "insert" ? `${path}/@${operation[2]}` : path).split("/");
  return names.flatMap((name, index) =>
    name.startsWith("@") ? [[names.slice(0, index).join("/"), name.slice(1)] as const] : [],
  );
}

function text(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(text).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const map = value as { readonly [key: string]: Value };
  return `{${Object.keys(map)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${text(map[key] as Value)}`)
    .join(",")}}`;
}

function sortedUnique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
