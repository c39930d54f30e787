/** Registers: a field that keeps every value nobody has seen and replaced (SPEC R1–R4). */

import type { Hex, Value } from "./packing";

export interface Entry {
  readonly change: Hex;
  readonly time: number;
  readonly value: Value;
}

/** Path → change → what that change wrote last. */
export type Registers = Map<string, Map<Hex, Entry>>;

/** Was that change seen by the author of the one being applied? */
export type Saw = (change: Hex) => boolean;

/** Writes an entry in the place of those that its author had seen. */
export function set(registers: Registers, path: string, entry: Entry, saw: Saw): void {
  const kept = [...(registers.get(path) ?? [])].filter(([change]) => !saw(change));
  registers.set(path, new Map(kept).set(entry.change, entry));
}

/** Every value that stands at a path, the one to draw first. */
export function shownFirst(entries: Iterable<Entry>): readonly Entry[] {
  return [...entries].sort((a, b) => b.time - a.time || (a.change < b.change ? 1 : -1));
}
