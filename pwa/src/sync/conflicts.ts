/** Conflicts: fields whose values a person has to choose between (SPEC C10–C13). */

import { type Content, isList, json } from "./canonical";
import type { Value } from "./packing";
import type { Entry } from "./registers";
import { isVisible } from "./rows";

/** The paths in conflict, sorted. */
export function conflicts({ registers, rows }: Content): readonly string[] {
  const found = new Set<string>();
  for (const [path, entries] of registers) {
    if (differ(entries.values()) && isVisible(rows, path)) found.add(path);
    for (const above of pathsAbove(path)) {
      if (registers.has(above)) found.add(above).add(path);
    }
  }
  return [...found].sort();
}

/** Do they differ in more than what no reader would notice? */
export function differ(entries: Iterable<Entry>): boolean {
  return new Set([...entries].map(({ value }) => json(plain(value)))).size > 1;
}

function plain(value: Value): Value {
  if (typeof value === "string") return value.normalize("NFC").replace(/ +/g, " ").replace(/^ | $/g, "");
  if (isList(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const map: Record<string, Value> = Object.create(null);
  for (const [key, item] of Object.entries(value)) map[key] = plain(item);
  return map;
}

function pathsAbove(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}
