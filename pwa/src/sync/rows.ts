/** Rows of repeating groups: tokens keep them standing, registers place them (SPEC G1–G9). */

import type { Hex } from "./packing";
import type { Saw } from "./registers";

interface RowState {
  /** The changes that keep it standing. */
  readonly tokens: Set<Hex>;
  /** Change → position, of every move that nobody has seen and replaced. */
  readonly positions: Map<Hex, string>;
  /** Removals that no token's author has seen: the row was revived by an edit beside them. */
  readonly removals: Set<Hex>;
}

/** List path → row id → row. */
export type Rows = Map<string, Map<string, RowState>>;

export interface Row {
  readonly id: string;
  readonly position: string;
  readonly tokens: readonly Hex[];
  readonly standing: boolean;
  readonly visible: boolean;
  /** It stands only because an edit of it and its removal did not know of each other. */
  readonly revived: boolean;
}

/** A token for each row that the path lies on or beneath. */
export function touch(rows: Rows, path: string, change: Hex, saw: Saw): void {
  for (const [list, id] of rowsAround(path)) {
    const row = rowOf(rows, list, id);
    row.tokens.add(change);
    forget(row.removals, saw);
    row.removals.delete(change);
  }
}

export function insert(rows: Rows, list: string, id: string, position: string, change: Hex, saw: Saw): void {
  touch(rows, `${list}/@${id}`, change, saw);
  const { positions } = rowOf(rows, list, id);
  forget(positions, saw);
  positions.set(change, position);
}

export function remove(rows: Rows, list: string, id: string, change: Hex, saw: Saw): void {
  const { tokens, removals } = rowOf(rows, list, id);
  forget(tokens, saw);
  tokens.delete(change);
  forget(removals, saw);
  removals.add(change);
}

/** Every row ever known of a list, in its order; those to draw are visible. */
export function drawn(rows: Rows, list: string): readonly Row[] {
  const around = isVisible(rows, list);
  return [...(rows.get(list) ?? [])]
    .map(([id, row]) => {
      const standing = row.tokens.size > 0;
      const revived = standing && row.removals.size > 0;
      const tokens = [...row.tokens].sort();
      return { id, position: positionShown(row), tokens, standing, visible: standing && around, revived };
    })
    .sort((a, b) => order(a.position, b.position) || order(a.id, b.id));
}

/** Do all rows stand that the path lies on or beneath? */
export function isVisible(rows: Rows, path: string): boolean {
  return rowsAround(path).every(([list, id]) => (rows.get(list)?.get(id)?.tokens.size ?? 0) > 0);
}

function rowsAround(path: string): readonly (readonly [list: string, row: string])[] {
  return [...path.matchAll(/\/@([^/]+)/g)].map((found) => [path.slice(0, found.index), found[1] as string]);
}

/** Of concurrent moves that of the highest change id. */
function positionShown({ positions }: RowState): string {
  const highest = [...positions.keys()].reduce((a, b) => (a > b ? a : b), "");
  return positions.get(highest) ?? "";
}

function rowOf(rows: Rows, list: string, id: string): RowState {
  const group = rows.get(list) ?? new Map<string, RowState>();
  const row = group.get(id) ?? { tokens: new Set(), positions: new Map(), removals: new Set() };
  rows.set(list, group.set(id, row));
  return row;
}

function forget(changes: Set<Hex> | Map<Hex, string>, saw: Saw): void {
  for (const change of [...changes.keys()]) if (saw(change)) changes.delete(change);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
