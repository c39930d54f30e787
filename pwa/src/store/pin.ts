/**
 * The screen lock of a shared device: a PIN of six digits for each profile.
 *
 * What it is: it keeps the next person at the tablet from looking at this one's dossiers by picking the wrong name. What
 * it is not: a vault. The key to the database lies in this browser and opens without the PIN; whoever owns the device and
 * has tools may read it, and may try out a million PINs. A vault whose key needs the PIN (with a share that the hub
 * holds) goes behind `unlock`, and nothing else of the app changes.
 *
 * Five wrong guesses cost a minute, each further one five and then thirty. The time left outlives a reload, and a clock
 * that is set back does not shorten it: it is counted from the highest time ever seen, and on while somebody waits.
 */

import { pack, sameBytes, unpack } from "../sync/packing";
import { read, type Writing, write } from "./db";
import { StoreError, unlessCorrupt } from "./errors";
import { ensureKeys } from "./identity";
import { keys } from "./keys";
import { notePin } from "./people";
import type { TriesRow } from "./schema";

interface Kept {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  readonly rounds: number;
}

export const PIN = /^[0-9]{6}$/;
/** What OWASP asks for of PBKDF2 with SHA-256; a tenth of a second on a desk's computer, half of one on an old phone. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const WRONG_MAX = 5;
const WAITS_MS = [60_000, 5 * 60_000, 30 * 60_000] as const;
const NO_TRIES: TriesRow = { name: "tries", wrong: 0, untilMs: 0, seenMs: 0 };

/** What this page last took for the time, and when that was by a clock that nobody can set. */
let looked = { seenMs: 0, at: 0 };

/** True where the PIN is right, and where there is none to ask for. Never looked at while a wait lasts. */
export async function unlock(pin: string): Promise<boolean> {
  if ((await waitMs()) > 0) return false;
  const kept = await keptPin();
  if (kept === null) return true;
  const isRight = sameBytes(await derived(pin, kept), kept.hash);
  await write(["facts"], async (tx) => {
    const tries = await triesIn(tx);
    const now = seen(tries);
    const wrong = isRight ? 0 : tries.wrong + 1;
    const wait = WAITS_MS[Math.min(wrong - WRONG_MAX, WAITS_MS.length - 1)] ?? 0;
    await tx.put("facts", { ...NO_TRIES, wrong, seenMs: now, untilMs: wait === 0 ? 0 : now + wait });
  });
  return isRight;
}

/** How long no guess is taken. To be asked again while somebody waits: that is how the time goes on. */
export function waitMs(): Promise<number> {
  return write(["facts"], async (tx) => {
    const tries = await triesIn(tx);
    if (tries.untilMs === 0) return 0;
    const now = seen(tries);
    await tx.put("facts", { ...tries, seenMs: now });
    return Math.max(0, tries.untilMs - now);
  });
}

/** Whether so many guesses were wrong that the way out is to be shown. */
export async function isStuck(): Promise<boolean> {
  return (await read(["facts"], triesIn)).wrong >= WRONG_MAX;
}

export async function setPin(pin: string): Promise<void> {
  if (!PIN.test(pin)) throw new StoreError("malformed");
  const { vault } = await ensureKeys();
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const hash = await derived(pin, { salt, rounds: ROUNDS });
  const kept: Kept = { salt, hash, rounds: ROUNDS };
  const sealed = await vault.seal("facts", "pin", pack({ ...kept }));
  await write(["facts"], async (tx) => {
    await tx.put("facts", { name: "pin", sealed });
    await tx.drop("facts", "tries");
  });
  await notePin(true);
}

export async function removePin(): Promise<void> {
  await write(["facts"], async (tx) => {
    await tx.drop("facts", "pin");
    await tx.drop("facts", "tries");
  });
  await notePin(false);
}

/** Null where none was set, or where the database was emptied: then there is nothing to look at either. */
async function keptPin(): Promise<Kept | null> {
  const known = await keys();
  const row = await read(["facts"], (tx) => tx.get("facts", "pin"));
  if (known === null || row?.name !== "pin") return null;
  const bytes = await unlessCorrupt(known.vault.open("facts", "pin", row.sealed));
  // What cannot be read lets nobody in by it; a new code from the desk does.
  if (bytes === null) return { salt: new Uint8Array(SALT_BYTES), hash: new Uint8Array(), rounds: ROUNDS };
  return unpack(bytes) as unknown as Kept;
}

async function triesIn(tx: Pick<Writing, "get">): Promise<TriesRow> {
  const row = await tx.get("facts", "tries");
  return row?.name === "tries" ? row : NO_TRIES;
}

/** The highest time ever seen, and what has passed in this page since: of several that wait, none counts twice. */
function seen({ seenMs }: TriesRow): number {
  const at = performance.now();
  const passedMs = seenMs === looked.seenMs ? at - looked.at : 0;
  looked = { seenMs: Math.max(Date.now(), Math.round(seenMs + passedMs)), at };
  return looked.seenMs;
}

async function derived(
  pin: string,
  { salt, rounds }: Pick<Kept, "salt" | "rounds">,
): Promise<Uint8Array<ArrayBuffer>> {
  const typed = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(salt), iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}
