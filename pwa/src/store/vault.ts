/**
 * Everything personal lies in the database as ciphertext: AES-256-GCM under a key that cannot be read out.
 *
 * A sealed value is [version, 12-byte IV, ciphertext and tag]. Table, key and version are bound to it, so that it opens
 * in its own place only. Stronger vaults (passkey, PIN with a share held by the hub) fit behind the same two functions.
 */

import { StoreError } from "./errors";
import type { Table } from "./schema";

export interface Vault {
  seal(table: Table, key: string, bytes: Uint8Array): Promise<Uint8Array>;
  open(table: Table, key: string, sealed: Uint8Array): Promise<Uint8Array>;
}

const VERSION = 1;
const IV_BYTES = 12;

export function vaultOf(key: CryptoKey): Vault {
  return {
    async seal(table, row, bytes) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const text = await crypto.subtle.encrypt(place(table, row, iv), key, own(bytes));
      const sealed = new Uint8Array(1 + IV_BYTES + text.byteLength);
      sealed[0] = VERSION;
      sealed.set(iv, 1);
      sealed.set(new Uint8Array(text), 1 + IV_BYTES);
      return sealed;
    },
    async open(table, row, sealed) {
      if (sealed[0] !== VERSION) throw new StoreError("corrupt");
      const iv = own(sealed.subarray(1, 1 + IV_BYTES));
      try {
        const text = await crypto.subtle.decrypt(
          place(table, row, iv),
          key,
          own(sealed.subarray(1 + IV_BYTES)),
        );
        return new Uint8Array(text);
      } catch (reason) {
        throw new StoreError("corrupt", reason);
      }
    },
  };
}

/** A new key for a vault. It can encrypt and decrypt and never leaves the browser's key store. */
export function makeVaultKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function place(table: Table, row: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${table}|${row}|${VERSION}`) };
}

/** WebCrypto takes no shared memory, and the type must say so; none is ever shared here. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
