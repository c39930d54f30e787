/** Open edits: what one sitting writes, until it is sealed into a change (SPEC O1–O3). */

import { type Change, encode, type Operation, timeOf } from "./change";
import { PARENTS_MAX, PAYLOAD_BYTES_MAX, TIME_MAX } from "./limits";
import type { Hex } from "./packing";

export interface Open {
  readonly schema: string;
  readonly operations: readonly Operation[];
}

/** What more edits make of an open change. */
export interface Extended {
  /** To be sealed first, oldest first, each on the heads that the one before leaves. */
  readonly sealed: readonly Open[];
  readonly open: Open | null;
}

/** Adds edits of one schema on a document with so many heads; null where one of them is too large even alone. */
export function extend(
  before: Open | null,
  schema: string,
  operations: readonly Operation[],
  heads: number,
): Extended | null {
  const sealed: Open[] = [];
  let open = before;
  let headsNow = heads;
  const seal = (full: Open) => {
    sealed.push(full);
    headsNow += 1 - Math.min(headsNow, PARENTS_MAX);
    open = null;
  };
  for (const operation of operations) {
    if (open !== null && open.schema !== schema) seal(open);
    let next = add(open, schema, operation);
    if (open !== null && !fits(next, headsNow)) {
      seal(open);
      next = add(null, schema, operation);
    }
    if (!fits(next, headsNow)) return null;
    open = next;
  }
  return { sealed, open };
}

/** A later `set` of a path deletes the earlier one and takes its place at the end. */
export function add(open: Open | null, schema: string, operation: Operation): Open {
  const [kind, path] = operation;
  const kept = (open?.operations ?? []).filter(
    (earlier) => kind !== "set" || earlier[0] !== "set" || earlier[1] !== path,
  );
  return { schema, operations: [...kept, operation] };
}

/** Is the payload within bounds on so many heads, whenever it is sealed? */
export function fits(open: Open, heads: number): boolean {
  const parents = Array.from({ length: Math.min(heads, PARENTS_MAX) }, () => "00".repeat(32));
  const longest = {
    ...open,
    version: 1,
    document: "00".repeat(16),
    device: "00".repeat(16),
    time: TIME_MAX,
    parents,
  };
  return encode(longest).length <= PAYLOAD_BYTES_MAX;
}

/** The change that sealing makes; `parents` are those of `document.parentsFor(device)`. */
export function draft(
  open: Open,
  document: Hex,
  device: Hex,
  parents: readonly Hex[],
  unixMs: number,
): Change {
  return { kind: "change", version: 1, ...open, document, device, time: timeOf(unixMs), parents };
}
