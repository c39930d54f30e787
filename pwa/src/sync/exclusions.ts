/** Exclusions: the custodian's signed word that a change, or some of its operations, is left out (SPEC X1–X8). */

import { type Change, demand, idOf, isCount, isText, type Malformed, orMalformed, parentsOf } from "./change";
import { CODE_BYTES_MAX, PAYLOAD_BYTES_MAX } from "./limits";
import { compareBytes, fromHex, type Hex, pack, unpack, utf8 } from "./packing";

/** All of a change, or the indexes of its operations: sorted, none twice. Of none: readmitted. */
export type LeftOut = "all" | readonly number[];

/** What a record says. */
export interface Terms {
  readonly document: Hex;
  readonly change: Hex;
  /** Of the change, so that what builds on it can go on where its payload is withheld. */
  readonly parents: readonly Hex[];
  readonly operations: LeftOut;
  readonly code: string;
  readonly turn: number;
}

/** A record with its packed form, which is what was signed. */
export interface Exclusion extends Terms {
  readonly kind: "exclusion";
  readonly payload: Uint8Array;
}

export function encode(terms: Terms): Uint8Array {
  const { document, change, parents, operations, code, turn } = terms;
  return pack([1, fromHex(document), fromHex(change), parents.map(fromHex), operations, code, turn]);
}

/** What a record says; never throws. */
export function decode(payload: Uint8Array): Exclusion | Malformed {
  return orMalformed(() => {
    demand(payload.length <= PAYLOAD_BYTES_MAX, "X1");
    const elements = unpack(payload);
    demand(Array.isArray(elements) && elements.length === 7 && elements[0] === 1, "X1");
    const [, document, change, parents, operations, code, turn] = elements as readonly unknown[];
    demand(isCount(turn) && isText(code) && utf8(code).length <= CODE_BYTES_MAX, "X1");
    demand(isLeftOut(operations), "X2");
    const ids = { document: idOf(document, 16), change: idOf(change, 32), parents: parentsOf(parents) };
    return { kind: "exclusion", ...ids, operations, code, turn, payload };
  });
}

/** Of all records of one change the one that counts; `change` where its payload is held and understood. */
export function standing(records: readonly Exclusion[], change: Change | undefined): Exclusion | undefined {
  const counting = records.filter(({ operations }) => {
    if (operations === "all") return true;
    return change !== undefined && operations.every((index) => index < change.operations.length);
  });
  return counting.sort((a, b) => b.turn - a.turn || compareBytes(b.payload, a.payload))[0];
}

/** Is that operation left out? */
export function leavesOut(leftOut: LeftOut, index: number): boolean {
  return leftOut === "all" || leftOut.includes(index);
}

export function leavesNothingOut(leftOut: LeftOut): boolean {
  return leftOut !== "all" && leftOut.length === 0;
}

/** "all", or indexes sorted and none twice. */
export function isLeftOut(value: unknown): value is LeftOut {
  if (value === "all") return true;
  return (
    Array.isArray(value) && value.every((index, at) => isCount(index) && (at === 0 || value[at - 1] < index))
  );
}
