/**
 * Who this device's person is to the hub, as it said last: which roles they hold, how their session stands, and by which
 * ways they may show who they are. Kept sealed, so that the app knows it offline too; the hub decides all the same.
 */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { pack, toHex, unpack } from "../sync/packing";
import type { Me, RoleHeld } from "../wire.gen";
import { account } from "./account";
import { read, write } from "./db";
import { noted } from "./health";
import { keys, neededKeys } from "./keys";
import { tell, watch } from "./watch";

export type Role = RoleHeld["role"];

export interface KnownMe extends Me {
  /** When the hub said it, by this device's clock. */
  readonly saidMs: number;
}

/** Whoever holds one of these has the desk in their app. */
const AT_DESK: readonly Role[] = ["reception", "processing", "leader"];

const current = signal<KnownMe | null>(null);

/** Null until the hub was asked; then `Enrolled.role` is all that is known. */
export const me: ReadonlySignal<KnownMe | null> = current;

export const roles: ReadonlySignal<readonly RoleHeld[]> = computed(() => current.value?.roles ?? []);

/** Reads what is known; call it while drawing. */
export function hasRole(role: Role): boolean {
  return roles.value.some((held) => held.role === role);
}

/** Null where the hub has not been asked yet. */
export function worksAtDesk(): boolean | null {
  return current.value === null ? null : AT_DESK.some(hasRole);
}

/** Whether the hub asks this person for an open session: whoever works for the city; helpers work by their mandate alone. */
export function worksInSessions(): boolean {
  return roles.value.some(({ role }) => role !== "helper");
}

/** The hub's clock, as far as it is known from its last word on this person; Unix ms. */
export function hubNowMs(known: KnownMe, nowMs: number): number {
  return nowMs + known.time - known.saidMs;
}

/** Reads what the hub said last, and from then on follows what other tabs hear of it. */
export async function startMe(): Promise<void> {
  const lookAgain = (): void => void noted(look()).catch(() => {});
  watch((note) => (note.me || note.identity) && lookAgain());
  await look();
}

/** What the hub has just said. Another person's is passed over: they have signed in meanwhile. */
export async function keepMe(said: Me, saidMs: number): Promise<void> {
  const enrolled = await account();
  if (enrolled === null || toHex(enrolled.account) !== said.account) return;
  const { vault } = await neededKeys();
  const sealed = await vault.seal("facts", "me", pack({ said: JSON.stringify({ ...said, saidMs }) }));
  await write(["facts"], (tx) => tx.put("facts", { name: "me", sealed }));
  current.value = { ...said, saidMs };
  tell({ me: true });
}

async function look(): Promise<void> {
  current.value = await stored();
}

async function stored(): Promise<KnownMe | null> {
  const known = await keys();
  const enrolled = await account();
  if (known === null || enrolled === null) return null;
  const row = await read(["facts"], (tx) => tx.get("facts", "me"));
  if (row?.name !== "me") return null;
  const { said } = unpack(await known.vault.open("facts", "me", row.sealed)) as { said: string };
  const kept: KnownMe = JSON.parse(said);
  return kept.account === toHex(enrolled.account) ? kept : null;
}
