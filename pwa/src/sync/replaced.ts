/** What exclusions brought to light: values that somebody should know are gone (SPEC X9–X11). */

import type { Change } from "./change";
import { differ } from "./conflicts";
import { type Exclusion, type LeftOut, leavesOut } from "./exclusions";
import type { Hex } from "./packing";
import { type Entry, type Registers, shownFirst } from "./registers";

/** An applied change that some record names. */
export interface Judged {
  readonly id: Hex;
  readonly change: Change;
  readonly records: readonly Exclusion[];
  readonly leftOut: LeftOut;
  /** The registers as its author had them. */
  readonly before: Registers;
}

/** By field: values that a left-out `set` took away, and those of a readmitted one, that are not current. */
export function replaced(
  judged: Iterable<Judged>,
  current: Registers,
): ReadonlyMap<string, readonly Entry[]> {
  const found: Registers = new Map();
  const list = (path: string, entry: Entry) => {
    const isCurrent = [...(current.get(path)?.values() ?? [])].some((other) => !differ([entry, other]));
    if (!isCurrent) found.set(path, (found.get(path) ?? new Map<Hex, Entry>()).set(entry.change, entry));
  };
  for (const { id, change, records, leftOut, before } of judged) {
    const readmitted = new Map<string, Entry>();
    change.operations.forEach((operation, place) => {
      if (operation[0] !== "set") return;
      const [, path, value] = operation;
      if (leavesOut(leftOut, place)) {
        for (const entry of before.get(path)?.values() ?? []) list(path, entry);
        return;
      }
      const own = { change: id, time: change.time, value };
      before.set(path, new Map([[id, own]]));
      readmitted.delete(path);
      if (records.some(({ operations }) => leavesOut(operations, place))) readmitted.set(path, own);
    });
    for (const [path, entry] of readmitted) list(path, entry);
  }
  return new Map([...found].map(([path, entries]) => [path, shownFirst(entries.values())]));
}
