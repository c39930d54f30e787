/**
 * What people keep about themselves, to fill forms in from. It lies sealed on this device, is part of no change, no
 * exchange and no transfer file, and goes with all the rest when somebody starts afresh or another person signs in.
 */

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { pack, sameBytes, unpack, type Value } from "../sync/packing";
import { read, write } from "./db";
import { StoreError, unlessCorrupt } from "./errors";
import { askToPersist, noted } from "./health";
import { ensureKeys, identity } from "./identity";
import { keys } from "./keys";
import type { MineRow } from "./schema";
import { coalesced, inTurns } from "./turns";
import { tell, watch } from "./watch";

/** By the names that forms give it: `name`, `address.unit`. */
export type Kept = ReadonlyMap<string, Value>;

interface Stored {
  readonly sealed: Uint8Array | null;
  readonly values: Kept;
}

const NAMES_MAX = 64;
const CHARACTERS_MAX = 1_000;
const NOTHING: Stored = { sealed: null, values: new Map() };

const current = signal<Kept | null>(null);
const inTurn = inTurns<"">();
let isFollowed = false;

/** Null until it was looked at. */
export const kept: ReadonlySignal<Kept | null> = current;

/** Reads what is kept, and from then on follows what this and other tabs make of it. */
export async function lookAtKept(): Promise<void> {
  if (!isFollowed) {
    isFollowed = true;
    const lookAgain = (): void => void look("").catch(() => {});
    watch(({ mine }) => mine && lookAgain());
    // Another person may have signed in, or the database be another one.
    effect(() => {
      if (identity.value) lookAgain();
    });
  }
  if (current.value === null) await look("");
}

/** Keeps these and leaves the others as they are; null forgets one. Rejects with a StoreError, and then nothing was kept. */
export function remember(news: Kept): Promise<void> {
  return noted(inTurn("", () => put(news)));
}

/** Forgets everything. */
export async function forget(): Promise<void> {
  await noted(inTurn("", () => write(["facts"], (tx) => tx.drop("facts", "mine"))));
  tell({ mine: true });
  await look("");
}

const look = coalesced(async (_: "") => {
  current.value = (await stored()).values;
});

async function put(news: Kept): Promise<void> {
  const { device, vault } = await ensureKeys();
  for (;;) {
    const before = await stored();
    const values = new Map([...new Map([...before.values, ...news])].filter(([, value]) => value !== null));
    if (!isBounded(values)) throw new StoreError("malformed");
    const sealed =
      values.size === 0 ? null : await vault.seal("facts", "mine", pack(Object.fromEntries(values)));
    const outcome = await write(["keys", "facts"], async (tx) => {
      // The database may have been emptied since: then nobody could open what is sealed here.
      if ((await tx.get("keys", "device"))?.device !== device) return "lost";
      if (!isSame(before.sealed, (await tx.get("facts", "mine")) as MineRow | undefined)) return "moved";
      if (sealed === null) await tx.drop("facts", "mine");
      else await tx.put("facts", { name: "mine", sealed });
      return "kept";
    });
    if (outcome === "lost") throw new StoreError("lost");
    // Another tab kept something meanwhile: that stands, and this goes on top of it.
    if (outcome === "kept") break;
  }
  void askToPersist();
  tell({ mine: true });
  await look("");
}

async function stored(): Promise<Stored> {
  const known = await keys();
  if (known === null) return NOTHING;
  const row = await read(["facts"], (tx) => tx.get("facts", "mine"));
  if (row?.name !== "mine") return NOTHING;
  // What is damaged cannot be helped, and must not keep anybody from writing it anew.
  const bytes = await unlessCorrupt(known.vault.open("facts", "mine", row.sealed));
  const values = bytes === null ? {} : (unpack(bytes) as Record<string, Value>);
  return { sealed: row.sealed, values: new Map(Object.entries(values)) };
}

/** No two seals are alike. */
function isSame(sealed: Uint8Array | null, row: MineRow | undefined): boolean {
  if (sealed === null || row === undefined) return sealed === null && row === undefined;
  return sameBytes(sealed, row.sealed);
}

function isBounded(values: Kept): boolean {
  const isShort = (value: Value) => typeof value !== "string" || value.length <= CHARACTERS_MAX;
  return values.size <= NAMES_MAX && [...values.values()].every(isShort);
}
