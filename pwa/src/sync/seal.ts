/** Ids and signatures: the one file that knows cryptography (SPEC S1–S8). */

import { fromHex, type Hex, NotCanonical, pack, sameBytes, toHex, unpack, utf8 } from "./packing";

/** What a signature is for, so that one can never pass for another. */
export const CHANGE = "haidang/change/1\0";
export const EXCLUSION = "haidang/exclusion/1\0";
export const DEVICE = "haidang/device/1\0";
export const RECEIPT = "haidang/receipt/1\0";
export const ENROL = "haidang/enrol/1\0";
export const CATALOGUE = "haidang/catalogue/1\0";
export const BADGE = "haidang/badge/1\0";
export const CONSENT_SEEN = "haidang/consent-seen/1\0";
export type Label =
  | typeof CHANGE
  | typeof EXCLUSION
  | typeof DEVICE
  | typeof RECEIPT
  | typeof ENROL
  | typeof CATALOGUE
  | typeof BADGE
  | typeof CONSENT_SEEN;

/** The part of `crypto.subtle` that is used here; `Key` is the platform's CryptoKey. */
export interface Subtle<Key> {
  digest(algorithm: "SHA-256", data: Bytes): Promise<ArrayBuffer>;
  sign(algorithm: EcdsaParams, key: Key, data: Bytes): Promise<ArrayBuffer>;
  verify(algorithm: EcdsaParams, key: Key, signature: Bytes, data: Bytes): Promise<boolean>;
  importKey(
    format: "spki",
    key: Bytes,
    algorithm: EcKeyParams,
    extractable: boolean,
    usages: "verify"[],
  ): Promise<Key>;
}
type Bytes = Uint8Array<ArrayBuffer>;
type EcdsaParams = { readonly name: "ECDSA"; readonly hash: "SHA-256" };
type EcKeyParams = { readonly name: "ECDSA"; readonly namedCurve: "P-256" };

export interface Seal<Key> {
  /** SHA-256, in hexadecimal: of a payload its change's id, of a canonical text (in UTF-8) its digest. */
  digest(data: Uint8Array | string): Promise<Hex>;
  changeId(payload: Uint8Array): Promise<Hex>;
  deviceId(spki: Uint8Array): Promise<Hex>;
  documentId(device: Hex, nonce: Uint8Array): Promise<Hex>;
  /** Is this a P-256 point on the curve, in the one encoding that is accepted? */
  acceptable(spki: Uint8Array): Promise<boolean>;
  sign(key: Key, label: Label, payload: Uint8Array): Promise<Uint8Array>;
  /** Yes or no, whatever the bytes are. */
  verify(spki: Uint8Array, label: Label, payload: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

const ECDSA = { name: "ECDSA", hash: "SHA-256" } as const;
const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;
/** DER up to the coordinates: SubjectPublicKeyInfo, id-ecPublicKey, prime256v1, uncompressed point. */
const SPKI_HEAD = fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
const SPKI_BYTES = 91;
const KEYS_CACHED_MAX = 256;

export function makeSeal<Key>(subtle: Subtle<Key>): Seal<Key> {
  const keys = new Map<Hex, Promise<Key | null>>();

  const digest = async (data: Uint8Array | string) =>
    toHex(new Uint8Array(await subtle.digest("SHA-256", own(typeof data === "string" ? utf8(data) : data))));

  const keyOf = (spki: Uint8Array): Promise<Key | null> => {
    const name = toHex(spki);
    const known = keys.get(name);
    if (known) return known;
    if (keys.size >= KEYS_CACHED_MAX) keys.clear();
    const fits = spki.length === SPKI_BYTES && sameBytes(spki.subarray(0, SPKI_HEAD.length), SPKI_HEAD);
    const key = fits
      ? subtle.importKey("spki", own(spki), P256, true, ["verify"]).catch(() => null)
      : Promise.resolve(null);
    keys.set(name, key);
    return key;
  };

  return {
    digest,
    changeId: digest,
    deviceId: async (spki) => (await digest(spki)).slice(0, 32),
    documentId: async (device, nonce) => (await digest(concat(fromHex(device), nonce))).slice(0, 32),
    acceptable: async (spki) => (await keyOf(spki)) !== null,
    sign: async (key, label, payload) =>
      new Uint8Array(await subtle.sign(ECDSA, key, concat(utf8(label), payload))),
    verify: async (spki, label, payload, signature) => {
      const key = await keyOf(spki);
      if (key === null) return false;
      return subtle.verify(ECDSA, key, own(signature), concat(utf8(label), payload)).catch(() => false);
    },
  };
}

/** A record that travels: `[payload, signature]`. */
export function packSigned(payload: Uint8Array, signature: Uint8Array): Uint8Array {
  return pack([payload, signature]);
}

/** Its two binaries, the second of 64 bytes; null where it is anything else. */
export function unpackSigned(
  record: Uint8Array,
): readonly [payload: Uint8Array, signature: Uint8Array] | null {
  try {
    const parts = unpack(record);
    if (!Array.isArray(parts) || parts.length !== 2) return null;
    const [payload, signature] = parts as readonly unknown[];
    if (!(payload instanceof Uint8Array && signature instanceof Uint8Array)) return null;
    return signature.length === 64 ? [payload, signature] : null;
  } catch (fault) {
    if (fault instanceof NotCanonical) return null;
    throw fault;
  }
}

function concat(a: Uint8Array, b: Uint8Array): Bytes {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}
