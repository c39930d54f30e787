/** The MessagePack subset that changes and requests travel in, and the hexadecimal form of binaries. */

import { PACKED_DEPTH_MAX } from "./limits";

/** An id as lower-case hexadecimal text; it sorts as its bytes do. */
export type Hex = string;

/** What a field or a record's body may hold. Decoded maps have no prototype. */
export type Value = null | boolean | number | string | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

/** Not of the subset, or not in its one form. The message is the number of the rule that is broken. */
export class NotCanonical extends Error {}

const encoder = new TextEncoder();
// Without ignoreBOM a leading U+FEFF would vanish.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The one canonical form: shortest forms, map keys sorted by their UTF-8 bytes. Throws NotCanonical. */
export function pack(value: unknown): Uint8Array {
  const out: Output = { bytes: new Uint8Array(256), length: 0 };
  write(out, value, 0);
  return out.bytes.slice(0, out.length);
}

/** Reads canonical bytes only: what `pack` would write, and nothing after it. Throws NotCanonical. */
export function unpack(data: Uint8Array): unknown {
  const value = unpackLoose(data);
  if (!sameBytes(pack(value), data)) throw new NotCanonical("E3");
  return value;
}

/** Reads a peer's message: the same subset, keys in any order, numbers in any width. Throws NotCanonical. */
export function unpackLoose(data: Uint8Array): unknown {
  const input = inputOf(data);
  const value = read(input, 0);
  if (input.at !== data.length) throw new NotCanonical("E3");
  return value;
}

/** The first elements of an array that claims at least `least`, each in shortest form; the rest is not looked at. */
export function unpackFirst(data: Uint8Array, count: number, least: number): readonly unknown[] {
  const input = inputOf(data);
  if (arrayLength(input) < least) throw new NotCanonical("E1");
  return Array.from({ length: count }, () => {
    const start = input.at;
    const value = read(input, 1);
    if (!sameBytes(pack(value), data.subarray(start, input.at))) throw new NotCanonical("E3");
    return value;
  });
}

export function toHex(bytes: Uint8Array): Hex {
  let text = "";
  for (const byte of bytes) text += (byte + 256).toString(16).slice(1);
  return text;
}

/** The bytes of a text that is known to be hexadecimal. */
export function fromHex(hex: Hex): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}

/** Order of bytes, then of lengths. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0;
}

export function utf8(text: string): Uint8Array {
  // TextEncoder would quietly write U+FFFD for half a pair.
  if (/[\ud800-\udfff]/u.test(text)) throw new NotCanonical("E6");
  return encoder.encode(text);
}

interface Output {
  bytes: Uint8Array;
  length: number;
}

function write(out: Output, value: unknown, depth: number): void {
  if (value === null) head(out, 0xc0);
  else if (typeof value === "boolean") head(out, value ? 0xc3 : 0xc2);
  else if (typeof value === "number") writeInteger(out, value);
  else if (typeof value === "string") {
    const bytes = utf8(value);
    writeLength(out, bytes.length, 0xa0, 32, 0xd9);
    append(out, bytes);
  } else if (value instanceof Uint8Array) {
    writeLength(out, value.length, 0, 0, 0xc4);
    append(out, value);
  } else if (Array.isArray(value)) {
    checkDepth(depth);
    writeLength(out, value.length, 0x90, 16, 0xdb, 2);
    for (const item of value) write(out, item, depth + 1);
  } else if (typeof value === "object") {
    checkDepth(depth);
    const entries = Object.entries(value).map(([key, item]) => [utf8(key), key, item] as const);
    entries.sort(([a], [b]) => compareBytes(a, b));
    writeLength(out, entries.length, 0x80, 16, 0xdd, 2);
    for (const [, key, item] of entries) {
      write(out, key, depth + 1);
      write(out, item, depth + 1);
    }
  } else throw new NotCanonical("E17");
}

function writeInteger(out: Output, value: number): void {
  if (!Number.isSafeInteger(value)) throw new NotCanonical("E17");
  if (value >= 0) writeLength(out, value, 0, 128, 0xcc);
  else if (value >= -32) head(out, value & 0xff);
  else if (value >= -0x80) head(out, 0xd0, value, 1);
  else if (value >= -0x8000) head(out, 0xd1, value, 2);
  else if (value >= -0x8000_0000) head(out, 0xd2, value, 4);
  else head(out, 0xd3, value, 8);
}

/** A length, or a number ≥ 0: inside the tag where it is below `small`, else after it in 1, 2, 4 or 8 bytes.
 *  `tag` is the one for a single byte, whether or not the kind has it; `narrowest` is its least width. */
function writeLength(
  out: Output,
  length: number,
  fixed: number,
  small: number,
  tag: number,
  narrowest = 1,
): void {
  if (length < small) head(out, fixed + length);
  else if (length < 0x100 && narrowest === 1) head(out, tag, length, 1);
  else if (length < 0x1_0000) head(out, tag + 1, length, 2);
  else if (length < 0x1_0000_0000) head(out, tag + 2, length, 4);
  else head(out, tag + 3, length, 8);
}

function head(out: Output, tag: number, value = 0, width = 0): void {
  reserve(out, 1 + width);
  const view = new DataView(out.bytes.buffer, out.length);
  view.setUint8(0, tag);
  // Each setter keeps the low bits, which is two's complement for the negative ones.
  if (width === 1) view.setUint8(1, value);
  else if (width === 2) view.setUint16(1, value);
  else if (width === 4) view.setUint32(1, value);
  else if (width === 8) view.setBigUint64(1, BigInt(value));
  out.length += 1 + width;
}

function append(out: Output, bytes: Uint8Array): void {
  reserve(out, bytes.length);
  out.bytes.set(bytes, out.length);
  out.length += bytes.length;
}

function reserve(out: Output, more: number): void {
  if (out.length + more <= out.bytes.length) return;
  const grown = new Uint8Array(Math.max(out.bytes.length * 2, out.length + more));
  grown.set(out.bytes);
  out.bytes = grown;
}

interface Input {
  readonly data: Uint8Array;
  readonly view: DataView;
  at: number;
}

function inputOf(data: Uint8Array): Input {
  return { data, view: new DataView(data.buffer, data.byteOffset, data.length), at: 0 };
}

function read(input: Input, depth: number): unknown {
  const tag = readNumber(input, 0);
  if (tag < 0x80) return tag;
  if (tag >= 0xe0) return tag - 0x100;
  if (tag < 0x90) return readMap(input, tag & 15, depth);
  if (tag < 0xa0) return readArray(input, tag & 15, depth);
  if (tag < 0xc0) return readText(input, tag & 31);
  switch (tag) {
    case 0xc0:
      return null;
    case 0xc2:
      return false;
    case 0xc3:
      return true;
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return readBytes(input, readNumber(input, tag - 0xc4)).slice();
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf:
      return readNumber(input, tag - 0xcc);
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3:
      return readNumber(input, tag - 0xd0, SIGNED);
    case 0xd9:
    case 0xda:
    case 0xdb:
      return readText(input, readNumber(input, tag - 0xd9));
    case 0xdc:
    case 0xdd:
      return readArray(input, readNumber(input, tag - 0xdb), depth);
    case 0xde:
    case 0xdf:
      return readMap(input, readNumber(input, tag - 0xdd), depth);
    default:
      throw new NotCanonical("E17");
  }
}

function arrayLength(input: Input): number {
  const tag = readNumber(input, 0);
  if (tag >= 0x90 && tag < 0xa0) return tag & 15;
  if (tag === 0xdc || tag === 0xdd) return readNumber(input, tag - 0xdb);
  throw new NotCanonical("E1");
}

function readArray(input: Input, length: number, depth: number): unknown[] {
  checkDepth(depth);
  const items: unknown[] = [];
  for (let index = 0; index < length; index++) items.push(read(input, depth + 1));
  return items;
}

function readMap(input: Input, length: number, depth: number): unknown {
  checkDepth(depth);
  const map: Record<string, unknown> = Object.create(null);
  for (let index = 0; index < length; index++) {
    const key = read(input, depth + 1);
    if (typeof key !== "string") throw new NotCanonical("E17");
    map[key] = read(input, depth + 1);
  }
  return map;
}

function readText(input: Input, length: number): string {
  const bytes = readBytes(input, length);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new NotCanonical("E6");
  }
}

function readBytes(input: Input, length: number): Uint8Array {
  const start = advance(input, length);
  return input.data.subarray(start, start + length);
}

const UNSIGNED = ["getUint8", "getUint16", "getUint32", "getBigUint64"] as const;
const SIGNED = ["getInt8", "getInt16", "getInt32", "getBigInt64"] as const;

/** A number in 2^power bytes. */
function readNumber(
  input: Input,
  power: number,
  getters: typeof UNSIGNED | typeof SIGNED = UNSIGNED,
): number {
  const getter = getters[power] ?? "getUint8";
  const number = Number(input.view[getter](advance(input, 2 ** power)));
  if (!Number.isSafeInteger(number)) throw new NotCanonical("E17");
  return number;
}

/** Before going deeper: a million opening brackets are a value error, not a full stack. */
function checkDepth(depth: number): void {
  if (depth >= PACKED_DEPTH_MAX) throw new NotCanonical("E22");
}

function advance(input: Input, width: number): number {
  const start = input.at;
  if (start + width > input.data.length) throw new NotCanonical("E3");
  input.at += width;
  return start;
}

// The language's own library has no codec for UTF-8; every browser and Node do.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: "utf-8",
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };
