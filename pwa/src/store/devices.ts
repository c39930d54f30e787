/** Whose changes can be verified here, and what people call them: device records under the hub's signature. */

import { type Hex, toHex, unpack } from "../sync/packing";
import { DEVICE, unpackSigned } from "../sync/seal";
import type { DeviceRecord } from "../wire.gen";
import { read } from "./db";
import { StoreError } from "./errors";
import { type Keys, neededKeys, seal } from "./keys";
import type { DeviceRow } from "./schema";

export interface Author {
  readonly device: Hex;
  readonly public: Uint8Array;
  /** Empty where only the key is known, as are the other two. */
  readonly account: Hex;
  readonly person: string;
  /** What that person calls the device: "Điện thoại của Lan". */
  readonly label: string;
}

/** All that are known here, this device among them. */
export async function authors(): Promise<ReadonlyMap<Hex, Author>> {
  const known = await neededKeys();
  const rows = await read(["devices"], (tx) => tx.all("devices"));
  const found = await Promise.all(rows.map((row) => authorOf(row, known)));
  const own: Author = { device: known.device, public: known.public, account: "", person: "", label: "" };
  return new Map([own, ...found].map((author) => [author.device, author]));
}

/** A record that the hub has signed, and whose id is that of its key; else null. */
export async function vouchedAuthor(record: Uint8Array, hub: Uint8Array): Promise<Author | null> {
  const signed = unpackSigned(record);
  if (signed === null || !(await seal.verify(hub, DEVICE, ...signed))) return null;
  const author = authorIn(signed[0]);
  return author !== null && (await seal.deviceId(author.public)) === author.device ? author : null;
}

export async function deviceRow(device: Hex, bytes: Uint8Array, bare: boolean): Promise<DeviceRow> {
  return { device, bare, sealed: await (await neededKeys()).vault.seal("devices", device, bytes) };
}

async function authorOf({ device, bare, sealed }: DeviceRow, { vault }: Keys): Promise<Author> {
  const bytes = await vault.open("devices", device, sealed);
  if (bare) return { device, public: bytes, account: "", person: "", label: "" };
  const signed = unpackSigned(bytes);
  const author = signed && authorIn(signed[0]);
  if (author === null) throw new StoreError("corrupt");
  return author;
}

/** What a hub's record says. A later version, with more at its end, is read alike. */
function authorIn(payload: Uint8Array): Author | null {
  const [, device, publicKey, account, person, label] = unpack(payload) as DeviceRecord;
  const isWhole =
    device instanceof Uint8Array &&
    publicKey instanceof Uint8Array &&
    account instanceof Uint8Array &&
    typeof person === "string" &&
    typeof label === "string";
  if (!isWhole) return null;
  return { device: toHex(device), public: publicKey, account: toHex(account), person, label };
}
