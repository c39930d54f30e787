/** The officer's list as it was last loaded. Kept while the app is open, so that coming back from a dossier shows it at once. */

import { signal } from "@preact/signals";
import { deskList } from "../../net/desk";
import type { DeskCard } from "../../wire.gen";

export interface Listed {
  readonly dossiers: readonly DeskCard[];
  /** Where older ones begin; null when there are none. */
  readonly before: number | null;
}

/** Null before the first answer. */
export const listed = signal<Listed | null>(null);
export const loading = signal(false);
/** Why the last attempt brought nothing; null while all is well. */
export const problem = signal<string | null>(null);

/** More than an officer scrolls through; older ones are found by loading the list again from its top. */
const dossiersMax = 1000;

/** Loads the newest, in place of what was there. */
export async function loadNewest(): Promise<void> {
  await load(null);
}

/** Adds the page after the last one on show. */
export async function loadOlder(): Promise<void> {
  const before = listed.value?.before ?? null;
  if (before !== null) await load(before);
}

/** What the officer has just done needs no second question. */
export function noteReceived(document: string): void {
  if (listed.value === null) return;
  const dossiers = listed.value.dossiers.map((card) =>
    card.document === document ? { ...card, state: "received" as const } : card,
  );
  listed.value = { ...listed.value, dossiers };
}

async function load(before: number | null): Promise<void> {
  if (loading.value) return;
  loading.value = true;
  const asked = await deskList(before);
  loading.value = false;
  if (!asked.ok) {
    problem.value = asked.code;
    return;
  }
  problem.value = null;
  const known = before === null ? [] : (listed.value?.dossiers ?? []);
  const dossiers = [...known, ...asked.answer.dossiers].slice(0, dossiersMax);
  listed.value = { dossiers, before: dossiers.length < dossiersMax ? asked.answer.before : null };
}
