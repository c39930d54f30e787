/** Whether what is written here will be there tomorrow: looked into before the first question, and at every write. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { handlesDropped, onOutdated, read, write } from "./db";
import { StoreError } from "./errors";
import type { Tally } from "./tally";
import { makeVaultKey } from "./vault";

/** "refused": nothing can be written now. "lost": this device had dossiers and the key to them is gone. */
export type StorageHealth = "ok" | "refused" | "quota" | "lost";

export interface Estimate {
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

const TRIALS_MAX = 3;

const health = signal<StorageHealth>("ok");
const lost = signal<Tally>({ dossiers: 0, unsent: 0, mine: false });
const kept = signal(false);
const room = signal<Estimate | null>(null);
const old = signal(false);

export const storageHealth: ReadonlySignal<StorageHealth> = health;
/** While "lost": what was here when last counted; no dossiers where nobody had counted. */
export const lostTally: ReadonlySignal<Tally> = lost;
/** The browser has promised not to clear this storage by itself. */
export const persisted: ReadonlySignal<boolean> = kept;
export const estimate: ReadonlySignal<Estimate | null> = room;
/** A newer release has taken the database over: this page saves nothing more until it is reloaded. */
export const outdated: ReadonlySignal<boolean> = old;

onOutdated(() => {
  old.value = true;
});

/** Really writes a row with a key in it, reads it back and removes it: some browsers refuse only then. */
export async function storageWorks(): Promise<boolean> {
  try {
    for (let tries = 0; tries < TRIALS_MAX; tries++) {
      const dropped = handlesDropped();
      if (await comesBack(await makeVaultKey())) return true;
      // A database that was emptied in between has not refused anything.
      if (dropped === handlesDropped()) return false;
    }
    return false;
  } catch (reason) {
    if (!(reason instanceof StoreError)) throw reason;
    note(reason);
    // A full device has storage, and dossiers that should be seen.
    return reason.code === "quota";
  }
}

/** Relaxed: nobody waits for the disk to keep what is thrown away again. */
async function comesBack(key: CryptoKey): Promise<boolean> {
  await write(["facts"], (tx) => tx.put("facts", { name: "probe", key }), "relaxed");
  const row = await read(["facts"], (tx) => tx.get("facts", "probe"));
  await write(["facts"], (tx) => tx.drop("facts", "probe"), "relaxed");
  return row?.name === "probe" && row.key instanceof CryptoKey;
}

/** Asks how much room there is, and what the browser promises. */
export async function lookAtStorage(): Promise<void> {
  kept.value = await navigator.storage.persisted().catch(() => false);
  const { usage = 0, quota = 0 } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
  room.value = quota > 0 ? { usedBytes: usage, quotaBytes: quota } : null;
}

/** With every new dossier until it is granted. Firefox asks the person; others decide silently. */
export async function askToPersist(): Promise<void> {
  const granted = await navigator.storage.persisted().catch(() => false);
  kept.value = granted || (await navigator.storage.persist().catch(() => false));
}

/** Passes on what a write came to, and keeps `storageHealth` true to it. */
export async function noted<T>(writing: Promise<T>): Promise<T> {
  try {
    const result = await writing;
    if (health.value !== "lost") health.value = "ok";
    return result;
  } catch (reason) {
    if (reason instanceof StoreError) note(reason);
    throw reason;
  }
}

/** Null: nothing is lost. */
export function noteLoss(counted: Tally | null): void {
  if (counted === null) {
    if (health.value === "lost") health.value = "ok";
    return;
  }
  health.value = "lost";
  lost.value = counted;
}

function note({ code }: StoreError): void {
  if (health.value === "lost" || code === "missing" || code === "malformed") return;
  health.value = code === "quota" || code === "lost" ? code : "refused";
}
