/** The log: facts that were recorded; it only grows (SPEC L1, L2). */

import type { Hex, ValueMap } from "./packing";

export interface LogEntry {
  readonly change: Hex;
  readonly time: number;
  /** Its place among the operations of its change. */
  readonly place: number;
  readonly kind: string;
  readonly body: ValueMap;
}

/** By change, then by place in the change: the order of the canonical state. */
export function sorted(log: readonly LogEntry[]): readonly LogEntry[] {
  return [...log].sort((a, b) => (a.change < b.change ? -1 : a.change > b.change ? 1 : a.place - b.place));
}
