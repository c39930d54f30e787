/**
 * What the officer's unit says, as it was last loaded, and the one fact that is being written. Both outlive the screen: who
 * looks something up in a dossier comes back to what they had typed.
 */

import { computed, effect, signal } from "@preact/signals";
import { updateCatalogue } from "../../net/catalogue";
import { unitFacts, writeFact } from "../../net/desk";
import { syncState } from "../../net/syncState";
import { holdPage } from "../../platform/busy";
import type { Hex } from "../../sync/packing";
import type { UnitFacts } from "../../wire.gen";
import { type Editing, writtenOf } from "./editing";

/** Null before the first answer. */
export const said = signal<UnitFacts | null>(null);
export const editing = signal<Editing | null>(null);
export const busy = signal(false);
/** Why the last attempt came to nothing; null while all is well. */
export const problem = signal<string | null>(null);

let reader: Hex | null = null;

const isTouched = computed(() => editing.value?.isTouched === true);

// What is typed is nowhere else: no release takes over, and the browser asks before it closes the page.
effect(() => {
  if (!isTouched.value) return;
  const letGo = holdPage(async () => true);
  addEventListener("beforeunload", stay);
  return () => {
    removeEventListener("beforeunload", stay);
    letGo();
  };
});

/** `account`: who reads. What another officer has left behind on this device is gone. */
export async function load(account: Hex): Promise<void> {
  if (account !== reader) {
    said.value = null;
    editing.value = null;
    reader = account;
  }
  problem.value = null;
  const asked = await unitFacts();
  if (asked.ok) said.value = asked.answer;
  else problem.value = asked.code;
}

/** One at a time. */
export function begin(next: Editing): void {
  editing.value = next;
  problem.value = null;
}

/** What was typed, into the fact that is being written. */
export function put(typed: Partial<Pick<Editing, "text" | "begins" | "ends" | "stops">>): void {
  if (editing.value !== null) editing.value = { ...editing.value, ...typed, isTouched: true };
}

/** What was typed goes with it. */
export function drop(): void {
  editing.value = null;
  problem.value = null;
}

/** Whether it was written. Sent again after an answer that never came, it is written once. */
export async function save(): Promise<boolean> {
  const sent = editing.value;
  if (sent === null || busy.value) return false;
  if (!syncState.value.online) {
    problem.value = "offline";
    return false;
  }
  busy.value = true;
  const asked = await writeFact(sent.fact, writtenOf(sent));
  problem.value = asked.ok ? null : asked.code;
  if (asked.ok) settle(sent, asked.answer);
  else if (asked.code === "moved-on") await showNewer();
  busy.value = false;
  return asked.ok;
}

function settle(sent: Editing, answer: UnitFacts): void {
  said.value = answer;
  const now = editing.value;
  const read = answer.facts.find(({ fact }) => fact === sent.fact) ?? null;
  // Whoever typed on while it was on its way goes on.
  editing.value = now === null || now === sent ? null : { ...now, read, isOvertaken: false };
  // The desk's own pages read the catalogue too.
  void updateCatalogue(true);
}

/** What another has written is shown; saving once more then takes its place. */
async function showNewer(): Promise<void> {
  const asked = await unitFacts();
  if (!asked.ok) return;
  said.value = asked.answer;
  const now = editing.value;
  const newer = asked.answer.facts.find(({ fact }) => fact === now?.fact);
  if (now === null || newer === undefined) return;
  const kept = now.asks === "stop" ? { text: newer.text, begins: newer.begins } : {};
  editing.value = { ...now, ...kept, read: newer, isOvertaken: true };
}

function stay(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
