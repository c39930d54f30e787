/**
 * What the hub does not have, as a file: to be carried by hand to another device, which sends it on. Envelopes are
 * verbatim and signed, so anyone may carry them; the file is readable by whoever has it, and the screens say so.
 *
 * MessagePack: {kind, version, only_here: [document …], devices: [public key or hub's record …], changes: [envelope …]}
 */

import { fromHex, type Hex, NotCanonical, pack, toHex, unpackLoose } from "../sync/packing";
import { account } from "./account";
import { openedChange } from "./contents";
import { read, write } from "./db";
import { type Author, authors, deviceRow, vouchedAuthor } from "./devices";
import { StoreError } from "./errors";
import { ensureKeys } from "./identity";
import { seal } from "./keys";
import { isChange, openEnvelopes } from "./opened";
import { here } from "./profile";
import { type DeviceRow, REISSUED, type Status } from "./schema";
import { sealOpenEdits, signPending } from "./sealing";
import { begin, stamp, storeChange } from "./storing";
import { takeStored } from "./taking";
import { tell } from "./watch";

export interface Transferred {
  readonly added: number;
  readonly known: number;
  readonly refused: number;
  readonly documents: readonly Hex[];
}

interface Transfer {
  readonly kind: typeof KIND;
  readonly version: typeof VERSION;
  /** Dossiers that their person wanted to keep on one device; so they stay on this one. */
  readonly only_here: readonly Uint8Array[];
  readonly devices: readonly Uint8Array[];
  readonly changes: readonly Uint8Array[];
}

const KIND = "haidang-unsent";
const VERSION = 1;
const FILE_BYTES_MAX = 32 * 1024 * 1024;
const ITEMS_MAX = 65_536;
const TO_CARRY: readonly Status[] = ["unsent", "refused"];

export async function writeTransfer(): Promise<Blob> {
  // Another device would send it on.
  if (here().isPractice) throw new StoreError("unavailable");
  const documents = await read(["documents"], (tx) => tx.all("documents"));
  for (const { document } of documents) await sealOpenEdits(document);
  await signPending();
  const rows = await read(["changes"], async (tx) => {
    const found = TO_CARRY.map((status) => {
      return tx.where(
        "changes",
        "status",
        IDBKeyRange.bound([status, 0], [status, Number.POSITIVE_INFINITY]),
      );
    });
    return (await Promise.all(found)).flat().filter(({ code }) => code !== REISSUED);
  });
  const changes = await Promise.all(rows.map(async (row) => (await openedChange(row)).envelope));
  const kept = documents.filter(({ onlyHere }) => onlyHere).map(({ document }) => fromHex(document));
  const devices = await knownDevices();
  const transfer: Transfer = { kind: KIND, version: VERSION, only_here: kept, devices, changes };
  return new Blob([new Uint8Array(pack(transfer))], { type: "application/octet-stream" });
}

export async function readTransfer(file: Blob): Promise<Transferred> {
  if (file.size > FILE_BYTES_MAX) throw new StoreError("malformed");
  const transfer = transferIn(new Uint8Array(await file.arrayBuffer()));
  await ensureKeys();
  const all = new Map(await authors());
  const devices = await openDevices(transfer.devices, all);
  const judged = await openEnvelopes(transfer.changes, "unsent", all);
  const changes = judged.filter(isChange);
  const kept = new Set(transfer.only_here.map(toHex));
  const documents = new Set(changes.map(({ document }) => document));
  const added = await write(["documents", "changes", "devices"], async (tx) => {
    let count = 0;
    for (const row of devices)
      if ((await tx.get("devices", row.device)) === undefined) await tx.put("devices", row);
    for (const change of changes) if (await storeChange(tx, change)) count++;
    for (const document of documents) {
      await begin(tx, document, kept.has(document));
      await stamp(tx, document);
    }
    return count;
  });
  for (const document of documents) await takeStored(document);
  tell({ documents: [...documents] });
  const counts = { added, known: changes.length - added, refused: judged.length - changes.length };
  return { ...counts, documents: [...documents] };
}

/** Their keys, so that a device can verify which belongs to nobody yet; and for names our own record. */
async function knownDevices(): Promise<readonly Uint8Array[]> {
  const keys = [...(await authors()).values()].map((author) => author.public);
  const enrolled = await account();
  return enrolled === null ? keys : [...keys, enrolled.enrolment];
}

/** Those that are new here, by the hub's record where there is one. A key speaks for itself: its hash is the id. */
async function openDevices(
  items: readonly Uint8Array[],
  all: Map<Hex, Author>,
): Promise<readonly DeviceRow[]> {
  const hub = (await account())?.hub;
  const found = new Map<Hex, DeviceRow>();
  for (const item of items) {
    const vouched = hub === undefined ? null : await vouchedAuthor(item, hub);
    const author = vouched ?? (await bareAuthor(item));
    if (author === null || (all.has(author.device) && !found.has(author.device))) continue;
    all.set(author.device, author);
    found.set(author.device, await deviceRow(author.device, item, vouched === null));
  }
  return [...found.values()];
}

async function bareAuthor(key: Uint8Array): Promise<Author | null> {
  if (!(await seal.acceptable(key))) return null;
  return { device: await seal.deviceId(key), public: key, account: "", person: "", label: "" };
}

function transferIn(bytes: Uint8Array): Transfer {
  try {
    const found = unpackLoose(bytes) as Partial<Transfer> | null;
    if (found?.kind === KIND && found.version === VERSION) {
      const { only_here, devices, changes } = found;
      if ([only_here, devices, changes].every(isBinaries)) return found as Transfer;
    }
  } catch (fault) {
    if (!(fault instanceof NotCanonical)) throw fault;
  }
  throw new StoreError("malformed");
}

function isBinaries(items: unknown): boolean {
  return (
    Array.isArray(items) && items.length <= ITEMS_MAX && items.every((item) => item instanceof Uint8Array)
  );
}
