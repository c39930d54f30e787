/** The keys of this device: pages and the worker use them, only a page makes them (identity.ts). */

import type { Hex } from "../sync/packing";
import { makeSeal } from "../sync/seal";
import { handlesDropped, read } from "./db";
import { StoreError } from "./errors";
import { here } from "./profile";
import type { KeyRow } from "./schema";
import { type Vault, vaultOf } from "./vault";

export interface Keys {
  readonly device: Hex;
  /** SubjectPublicKeyInfo. */
  readonly public: Uint8Array;
  readonly private: CryptoKey;
  readonly vault: Vault;
}

/** What signs requests to the hub: the key itself never leaves the store. */
export interface Signer {
  readonly device: Hex;
  readonly public: Uint8Array;
  sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

export const seal = makeSeal<CryptoKey>(crypto.subtle);

let found: { readonly keys: Keys; readonly dropped: number } | null = null;

/** Null where there are none to use. Read anew with every handle: what is sealed must open after a restart. */
export async function keys(): Promise<Keys | null> {
  const dropped = handlesDropped();
  if (found?.dropped === dropped) return found.keys;
  const state = await keyState();
  found = typeof state === "string" ? null : { keys: state, dropped };
  return found?.keys ?? null;
}

/** "lost": the row is there, and a key in it is not. */
export async function keyState(): Promise<Keys | "none" | "lost"> {
  const row = await read(["keys"], (tx) => tx.get("keys", "device"));
  return row === undefined ? "none" : (keysIn(row) ?? "lost");
}

export async function neededKeys(): Promise<Keys> {
  const known = await keys();
  if (known === null) throw new StoreError("lost");
  return known;
}

/** The hub takes this key for another person's (account.ts). */
export async function isStopped(): Promise<boolean> {
  const row = await read(["facts"], (tx) => tx.get("facts", "account"));
  return row?.name === "account" && row.isStopped === true;
}

/** Null where the row came back without its keys. */
export function keysIn(row: KeyRow): Keys | null {
  // WebKit has handed rows back with null where a CryptoKey was.
  if (!(row.private instanceof CryptoKey && row.vault instanceof CryptoKey)) return null;
  return { device: row.device, public: row.public, private: row.private, vault: vaultOf(row.vault) };
}

/**
 * Null while there is no key, in practice, and where the hub takes the key for another person's: then nothing can be
 * said to the hub at all. The signature is raw r‖s over the very bytes: the caller puts a label in them.
 */
export async function signer(): Promise<Signer | null> {
  const known = here().isPractice ? null : await keys();
  if (known === null || (await isStopped())) return null;
  return {
    device: known.device,
    public: known.public,
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, known.private, message)),
  };
}
