/** One change: its codec and the closed list of what makes it well-formed (SPEC E1–E22). */

import { NESTING_MAX, PARENTS_MAX, PATH_BYTES_MAX, PAYLOAD_BYTES_MAX, TIME_MAX } from "./limits";
import {
  fromHex,
  type Hex,
  NotCanonical,
  pack,
  toHex,
  unpack,
  unpackFirst,
  type Value,
  type ValueMap,
} from "./packing";

export type Operation =
  | readonly ["set", path: string, value: Value]
  | readonly ["insert", list: string, row: string, position: string]
  | readonly ["remove", list: string, row: string]
  | readonly ["record", kind: string, body: ValueMap];

export interface Frame {
  readonly version: number;
  /** The form and version that the author wrote against: "khoi-cong@1". */
  readonly schema: string;
  readonly document: Hex;
  readonly device: Hex;
  /** What the device believed the time to be, in ms since 2024-01-01: a claim. */
  readonly time: number;
  /** Sorted, none twice. */
  readonly parents: readonly Hex[];
}

export interface Change extends Frame {
  readonly kind: "change";
  readonly operations: readonly Operation[];
}

/** A higher version: kept verbatim, and waits (E19). */
export interface Newer extends Frame {
  readonly kind: "newer";
}

/** Never was a change; `rule` is the number of a rule that it breaks. */
export interface Malformed {
  readonly kind: "malformed";
  readonly rule: string;
}

/** 2024-01-01T00:00Z. */
const EPOCH_UNIX_MS = 1_704_067_200_000;

const PATH = /^(?:\/[\w-]{1,64}(?:\/@[0-9a-v]{13})?)+$/;
const LIST = /^(?:\/[\w-]{1,64}(?:\/@[0-9a-v]{13})?)*\/[\w-]{1,64}$/;
const ROW = /^[0-9a-v]{13}$/;
const POSITION = /^[!-~]{1,64}$/;
const RECORD_KIND = /^[a-z][a-z_]{0,31}$/;
const SCHEMA = /^[a-z0-9][a-z0-9._-]{0,63}@[0-9]{1,6}$/;

export function timeOf(unixMs: number): number {
  return Math.min(Math.max(Math.trunc(unixMs) - EPOCH_UNIX_MS, 0), TIME_MAX);
}

export function unixMsOf(time: number): number {
  return time + EPOCH_UNIX_MS;
}

/** The bytes to sign, send and store; encoded once, by the author. */
export function encode(change: Omit<Change, "kind">): Uint8Array {
  const { version, schema, document, device, time, parents, operations } = change;
  return pack([version, schema, fromHex(document), fromHex(device), time, parents.map(fromHex), operations]);
}

/** What a payload is; never throws. */
export function decode(payload: Uint8Array): Change | Newer | Malformed {
  return orMalformed(() => {
    demand(payload.length <= PAYLOAD_BYTES_MAX, "E2");
    const frame = frameOf(unpackFirst(payload, 6, 7));
    if (frame.version > 1) return { kind: "newer", ...frame };
    const elements = unpack(payload) as readonly unknown[];
    demand(elements.length === 7, "E1");
    const items = elements[6];
    demand(Array.isArray(items) && items.length > 0, "E10");
    return { kind: "change", ...frame, operations: items.map(operationOf) };
  });
}

/** One operation as a form or a peer's program gives it, checked like one that arrives. */
export function readOperation(item: unknown): Operation | Malformed {
  return orMalformed(() => operationOf(item));
}

export function isSchema(schema: unknown): schema is string {
  return matches(schema, SCHEMA);
}

/** A binary of that many bytes, as hexadecimal text. */
export function idOf(value: unknown, length: number): Hex {
  demand(value instanceof Uint8Array && value.length === length, "E7");
  return toHex(value);
}

export function parentsOf(value: unknown): readonly Hex[] {
  demand(Array.isArray(value), "E1");
  const parents: readonly Hex[] = value.map((item) => idOf(item, 32));
  const sorted = parents.every((id, index) => index === 0 || (parents[index - 1] as Hex) < id);
  demand(sorted && parents.length <= PARENTS_MAX, "E8");
  return parents;
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Well-formed, and without NUL. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && !/\0|[\ud800-\udfff]/u.test(value);
}

/** Runs a check to its end, or to the rule that it met broken. */
export function orMalformed<T>(check: () => T): T | Malformed {
  try {
    return check();
  } catch (fault) {
    if (!(fault instanceof Broken || fault instanceof NotCanonical)) throw fault;
    return { kind: "malformed", rule: fault.message };
  }
}

export function demand(kept: boolean, rule: string): asserts kept {
  if (!kept) throw new Broken(rule);
}

/** The message is the number of the rule, as in NotCanonical. */
class Broken extends Error {}

function frameOf(elements: readonly unknown[]): Frame {
  const [version, schema, document, device, time, parents] = elements;
  demand(isCount(version) && version > 0, "E5");
  demand(isSchema(schema), "E9");
  const ids = { document: idOf(document, 16), device: idOf(device, 16) };
  demand(isCount(time), "E5");
  return { version, schema, ...ids, time, parents: parentsOf(parents) };
}

function operationOf(item: unknown): Operation {
  demand(Array.isArray(item), "E10");
  const [kind, first, second, third] = item as readonly unknown[];
  demand(item.length === (kind === "insert" ? 4 : 3), "E10");
  if (kind === "record") {
    demand(matches(first, RECORD_KIND), "E15");
    demand(isMap(second), "E16");
    checkValue(second, 1);
    return [kind, first, second];
  }
  if (kind === "set") {
    demand(isPath(first, PATH), "E11");
    checkValue(second, 1);
    return [kind, first, second];
  }
  demand(kind === "insert" || kind === "remove", "E10");
  demand(isPath(first, LIST), "E12");
  demand(matches(second, ROW), "E13");
  if (kind === "remove") return [kind, first, second];
  demand(matches(third, POSITION), "E14");
  return [kind, first, second, third];
}

function checkValue(value: unknown, depth: number): asserts value is Value {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") return demand(isText(value), "E6");
  if (typeof value === "number") return demand(Number.isSafeInteger(value), "E17");
  demand(depth <= NESTING_MAX, "E18");
  if (Array.isArray(value)) {
    for (const item of value) checkValue(item, depth + 1);
    return;
  }
  demand(isMap(value), "E17");
  for (const [key, item] of Object.entries(value)) {
    demand(isText(key), "E6");
    checkValue(item, depth + 1);
  }
}

function isMap(value: unknown): value is ValueMap {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

function isPath(value: unknown, pattern: RegExp): value is string {
  // The bound first: no pattern runs over 64 KiB of slashes.
  return typeof value === "string" && value.length <= PATH_BYTES_MAX && pattern.test(value);
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && pattern.test(value);
}
