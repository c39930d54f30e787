/** The canonical state: one text for one set of changes and exclusions, whatever the order of arrival (SPEC C1–C7). */

import type { LeftOut } from "./exclusions";
import { type LogEntry, sorted } from "./log";
import type { Hex, Value } from "./packing";
import type { Registers } from "./registers";
import { drawn, type Rows } from "./rows";

/** What the operations of a set of changes come to. */
export interface Content {
  readonly registers: Registers;
  readonly rows: Rows;
  readonly log: LogEntry[];
}

/** A set of changes as it is shown: what they come to, their heads, and what is left out of them, both sorted. */
export interface Shown {
  readonly content: Content;
  readonly heads: readonly Hex[];
  readonly exclusions: readonly Excluded[];
}

export type Excluded = readonly [change: Hex, leftOut: LeftOut];

/** The text whose SHA-256 is the digest. */
export function canonical(document: Hex, { content, heads, exclusions }: Shown): string {
  return json([
    document,
    byKey(content.registers).map(([path, entries]) => [
      path,
      byKey(entries).map(([change, { time, value }]) => [change, time, value]),
    ]),
    byKey(content.rows)
      .map(([list]) => [list, drawn(content.rows, list).filter(({ standing }) => standing)] as const)
      .filter(([, rows]) => rows.length > 0)
      .map(([list, rows]) => [list, rows.map(({ id, position, tokens }) => [id, position, tokens])]),
    sorted(content.log).map(({ change, time, kind, body }) => [change, time, kind, body]),
    heads,
    exclusions,
  ]);
}

/** RFC 8785. JSON.stringify agrees with it but for the order of keys; numbers here are integers. */
export function json(value: Value): string {
  if (isList(value)) return `[${value.map(json).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  // The default order is that of UTF-16 code units, which is what the RFC asks for.
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${json(value[key] as Value)}`);
  return `{${members.join()}}`;
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

// Paths and ids are ASCII, so the order of code units is that of bytes.
function byKey<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
