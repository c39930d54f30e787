/** Consent: how a citizen let a helper begin a dossier for them, as a record of the beginning (SPEC K1–K7). */

import type { Change, Operation } from "./change";
import { ALPHABET } from "./number";
import { type Hex, NotCanonical, pack, toHex, unpack, utf8, type Value, type ValueMap } from "./packing";

export type Mode = "phone" | "passkey" | "card" | "witness";
export type NoticesTo = "own" | "relative" | "helper" | "post";

/** What is hashed begins with one of these, so that no digest passes for another. */
const ASKED = utf8("haidang/consent/1\0");
const CANCEL = utf8("haidang/cancel/1\0");

export const NAME_CHARS_MAX = 200;
export const PHONE_CHARS_MAX = 20;
export const ADDRESS_CHARS_MAX = 300;
export const STAFF_CHARS_MAX = 64;
const DOCUMENT_ID_BYTES = 16;
const CHANGE_ID_BYTES = 32;
const TEXT_VERSION_MAX = 999_999;
export const CODE_GROUPS = 3;
export const GROUP_CHARS = 4;

const PROCEDURE = /^[A-Za-z0-9._-]{1,32}$/;
const HASH = /^[0-9a-f]{64}$/;
const PHONE_CODE = new RegExp(`^[${ALPHABET}]{4}-[${ALPHABET}]{4}$`);
const BASE64URL = /^[A-Za-z0-9_-]{1,4096}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what may not stand in a line
const CONTROL = /[\0-\x1f\x7f-\x9f]/;
const KEYS = ["name", "procedure", "text", "language", "mode", "proof", "expires", "cancel", "notices"];

/** Who hears how the dossier stands. What is not needed for that is empty. */
export interface Notices {
  readonly to: NoticesTo;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** The body of a `consented` record that may count. */
export interface Consent {
  /** The citizen's, whole. */
  readonly name: string;
  readonly procedure: string;
  /** Which version of the text was read to them, and in which language. */
  readonly text: number;
  readonly language: "vi" | "en";
  readonly mode: Mode;
  /** What each mode has to show for it: K3. */
  readonly proof: Readonly<Record<string, string>>;
  /** Unix ms. */
  readonly expires: number;
  /** SHA-256 of `cancelling(code)`. */
  readonly cancel: Hex;
  readonly notices: Notices;
}

/** What the hub countersigns: whom it let write for whom, and when it learnt of it. */
export interface Seen {
  readonly document: Hex;
  readonly change: Hex;
  readonly owner: Hex;
  readonly helper: Hex;
  readonly time: number;
}

type Check = (value: Value | undefined) => value is string;

const NEEDED: Readonly<Record<NoticesTo, readonly string[]>> = {
  own: [],
  relative: ["name", "phone"],
  helper: [],
  post: ["name", "address"],
};
const PROOFS: Readonly<Record<Mode, Readonly<Record<string, Check>>>> = {
  phone: { code: like(PHONE_CODE) },
  passkey: {
    credential: like(BASE64URL),
    authenticator: like(BASE64URL),
    client: like(BASE64URL),
    signature: like(BASE64URL),
  },
  card: { officer: line(1, STAFF_CHARS_MAX) },
  witness: { name: line(1, NAME_CHARS_MAX), phone: line(0, PHONE_CHARS_MAX) },
};

/** Whether a beginning says that it is one for somebody else; it may say so badly. */
export function isAssisted(change: Pick<Change, "operations">): boolean {
  const kinds = change.operations.map(kindOf);
  return kinds.includes("created") && kinds.includes("consented");
}

/** The one consent of such a beginning; null where it has another form, or there are several. */
export function consentOf(change: Pick<Change, "operations">): Consent | null {
  const [record, ...others] = change.operations.filter((operation) => kindOf(operation) === "consented");
  if (record?.[0] !== "record" || others.length > 0 || !isAssisted(change)) return null;
  return read(record[2]);
}

/** A body, strictly: exactly these keys, each within its bounds (SPEC K2, K3). */
export function read(body: ValueMap): Consent | null {
  const { name, procedure, text, language, mode, proof: shown, expires, cancel, notices: told } = body;
  const proof = proofOf(mode, shown);
  const notices = noticesOf(told);
  const good =
    hasExactly(body, KEYS) &&
    line(1, NAME_CHARS_MAX)(name) &&
    like(PROCEDURE)(procedure) &&
    isWhole(text, 1, TEXT_VERSION_MAX) &&
    (language === "vi" || language === "en") &&
    isWhole(expires, 0, Number.MAX_SAFE_INTEGER) &&
    like(HASH)(cancel);
  if (!good || proof === null || notices === null) return null;
  return { name, procedure, text, language, mode: mode as Mode, proof, expires, cancel, notices };
}

/** What a passkey signs the SHA-256 of: all but the proof, for this one document (SPEC K4). */
export function asked(document: Uint8Array, body: ValueMap): Uint8Array {
  const rest = Object.fromEntries(Object.entries(body).filter(([key]) => key !== "proof"));
  return joined(ASKED, pack([document, rest]));
}

/** What a body holds the SHA-256 of (SPEC K5). */
export function cancelling(code: string): Uint8Array {
  return joined(CANCEL, utf8(plain(code)));
}

/** A code as it is compared, however it was written down: its letters and digits, in capitals. */
export function plain(code: string): string {
  return code.replace(/[^0-9A-Za-z]+/g, "").toUpperCase();
}

/** What the hub countersigned; null where the bytes are anything else (SPEC K7). */
export function readSeen(payload: Uint8Array): Seen | null {
  let item: unknown;
  try {
    item = unpack(payload);
  } catch (fault) {
    if (fault instanceof NotCanonical) return null;
    throw fault;
  }
  if (!Array.isArray(item) || item.length !== 6 || item[0] !== 1) return null;
  const [, document, change, owner, helper, time] = item as unknown[];
  if (!isId(document, DOCUMENT_ID_BYTES) || !isId(change, CHANGE_ID_BYTES)) return null;
  if (!isId(owner, DOCUMENT_ID_BYTES) || !isId(helper, DOCUMENT_ID_BYTES)) return null;
  if (!isWhole(time, 0, Number.MAX_SAFE_INTEGER)) return null;
  return {
    document: toHex(document),
    change: toHex(change),
    owner: toHex(owner),
    helper: toHex(helper),
    time,
  };
}

function kindOf(operation: Operation): string {
  return operation[0] === "record" ? operation[1] : "";
}

function proofOf(mode: Value | undefined, proof: Value | undefined): Readonly<Record<string, string>> | null {
  if (typeof mode !== "string" || !Object.hasOwn(PROOFS, mode) || !isMap(proof)) return null;
  const fields = PROOFS[mode as Mode];
  if (!hasExactly(proof, Object.keys(fields))) return null;
  const found: Record<string, string> = {};
  for (const [name, isGood] of Object.entries(fields)) {
    const value = proof[name];
    if (!isGood(value)) return null;
    found[name] = value;
  }
  return found;
}

function noticesOf(notices: Value | undefined): Notices | null {
  if (!isMap(notices) || !hasExactly(notices, ["to", "name", "phone", "address"])) return null;
  const { to, name, phone, address } = notices;
  if (to !== "own" && to !== "relative" && to !== "helper" && to !== "post") return null;
  const least = (key: string) => (NEEDED[to].includes(key) ? 1 : 0);
  const good =
    line(least("name"), NAME_CHARS_MAX)(name) &&
    line(least("phone"), PHONE_CHARS_MAX)(phone) &&
    line(least("address"), ADDRESS_CHARS_MAX)(address);
  return good ? { to, name, phone, address } : null;
}

/** One line in code points, without blanks at its ends. */
function line(least: number, most: number): Check {
  return (value): value is string => {
    if (typeof value !== "string" || CONTROL.test(value)) return false;
    if (value.startsWith(" ") || value.endsWith(" ")) return false;
    const length = [...value].length;
    return least <= length && length <= most;
  };
}

function like(pattern: RegExp): Check {
  return (value): value is string => typeof value === "string" && pattern.test(value);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && least <= (value as number) && (value as number) <= most;
}

function isId(value: unknown, size: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === size;
}

function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasExactly(map: ValueMap, keys: readonly string[]): boolean {
  return Object.keys(map).length === keys.length && keys.every((key) => Object.hasOwn(map, key));
}

function joined(label: Uint8Array, rest: Uint8Array): Uint8Array {
  const whole = new Uint8Array(label.length + rest.length);
  whole.set(label);
  whole.set(rest, label.length);
  return whole;
}
