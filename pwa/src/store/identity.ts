/**
 * Who this device is: a key pair made at first need, and never replaced without a person knowing.
 *
 * A key is taken into use only after a probe: written, the database closed and opened again, read back, used. (WebKit
 * has stored keys "successfully" and given back null.) Where a key was and is no more, `storageHealth` says "lost", and
 * `lostTally` how much went with it; only `startAfresh`, which a person asks for, makes another.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { type Hex, sameBytes, toHex } from "../sync/packing";
import { ENROL } from "../sync/seal";
import { account } from "./account";
import { forgetCards } from "./cards";
import { close, onTaken, read, write } from "./db";
import { vouchedAuthor } from "./devices";
import { StoreError } from "./errors";
import { noted, noteLoss } from "./health";
import { isStopped, type Keys, keyState, keys, keysIn, neededKeys, seal } from "./keys";
import { readMarker, removeMarker, writeMarker } from "./marker";
import { nameOf } from "./profile";
import { type KeyRow, TABLES } from "./schema";
import { type Counted, tally } from "./tally";
import { coalesced } from "./turns";
import { makeVaultKey } from "./vault";
import { tell, watch } from "./watch";

/** For whom this device writes. */
export interface Account {
  readonly account: Hex;
  readonly person: string;
  readonly role: "citizen" | "officer";
  readonly unit: string;
  readonly unitName: string;
  /** What the person calls this device. */
  readonly label: string;
  /** The hub takes this device for another person's: nothing is sent any more. */
  readonly isStopped: boolean;
}

export interface Identity {
  /** Null before the first draft. */
  readonly device: Hex | null;
  /** Null before enrolment. */
  readonly account: Account | null;
}

const NOTHING_KNOWN: Counted = { device: "", dossiers: 0, unsent: 0, mine: false };

const current = signal<Identity>({ device: null, account: null });
export const identity: ReadonlySignal<Identity> = current;

/** Reads who this device is, and notices where a key is gone. */
export async function startIdentity(): Promise<void> {
  // What fails is said; once the database can be read again it asks for another look by itself.
  const lookAgain = (): void => void noted(look("")).catch(() => {});
  watch(({ identity }) => identity && lookAgain());
  onTaken(lookAgain);
  await look("");
}

/** The device's keys; made now if there were none. Fails with "lost" where there were. */
export async function ensureKeys(): Promise<Keys> {
  return (await keys()) ?? navigator.locks.request(nameOf("keys"), makeKeys);
}

/**
 * After a loss that a person has read about: what is left here can no longer be read by anyone and goes, and the next
 * draft makes a new key. Where there is a key, nothing happens.
 */
export async function startAfresh(): Promise<void> {
  if ((await keys()) !== null) return;
  await write(TABLES, async (tx) => {
    for (const table of TABLES) await tx.clear(table);
  });
  await removeMarker();
  tell({ identity: true, catalogue: true });
  await look("");
}

/** One look after the other: of two at a time the older could have the last word. */
const look = coalesced(async (_: "") => {
  // A key is written before its trace: a trace that was there first had one.
  const marker = await readMarker();
  const known = await keys();
  noteLoss(known === null ? await lossOf(marker) : null);
  if (known === null) forgetCards();
  else if (marker === null) {
    const counted = await tally();
    if (counted !== null) await writeMarker(counted);
  }
  current.value = { device: known?.device ?? null, account: await accountNow() };
});

/** What is known of a key that was here and is no more; null where there never was one. */
async function lossOf(marker: Counted | null): Promise<Counted | null> {
  if (marker === null && (await keyState()) === "lost") return NOTHING_KNOWN;
  return marker;
}

async function accountNow(): Promise<Account | null> {
  const enrolled = await account();
  if (enrolled === null) return null;
  const { person, role, unit, unit_name: unitName } = enrolled;
  const own = await vouchedAuthor(enrolled.enrolment, enrolled.hub);
  return {
    account: toHex(enrolled.account),
    person,
    role,
    unit,
    unitName,
    label: own?.label ?? "",
    isStopped: await isStopped(),
  };
}

/** Under a lock, so that two tabs make one key. */
async function makeKeys(): Promise<Keys> {
  const made = await keys();
  if (made !== null) return made;
  const loss = await lossOf(await readMarker());
  noteLoss(loss);
  if (loss !== null) throw new StoreError("lost");
  const proven = await probed(await candidate());
  await write(["keys"], async (tx) => {
    await tx.put("keys", { ...proven, name: "device" });
    await tx.drop("keys", "candidate");
  });
  await writeMarker({ ...NOTHING_KNOWN, device: proven.device });
  tell({ identity: true });
  return neededKeys();
}

async function candidate(): Promise<KeyRow> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
    "verify",
  ]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const device = await seal.deviceId(spki);
  return { name: "candidate", device, public: spki, private: pair.privateKey, vault: await makeVaultKey() };
}

/** The row as it comes back from a database that was closed in between, if what is in it still works. */
async function probed(row: KeyRow): Promise<KeyRow> {
  await write(["keys"], (tx) => tx.put("keys", row));
  await close();
  const back = await read(["keys"], (tx) => tx.get("keys", "candidate"));
  const usable = back && keysIn(back);
  if (!usable) throw new StoreError("unavailable");
  const { private: key, vault } = usable;
  const question = crypto.getRandomValues(new Uint8Array(32));
  const signature = await seal.sign(key, ENROL, question);
  const opened = await vault.open("keys", row.device, await vault.seal("keys", row.device, question));
  const works = await seal.verify(row.public, ENROL, question, signature);
  if (!works || !sameBytes(opened, question)) throw new StoreError("unavailable");
  return back;
}
