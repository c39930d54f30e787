/** Who looked at which dossier, as the hub last told it. Kept while the app is open: it is still worth reading offline. */

import { signal } from "@preact/signals";
import { looksAt } from "../../net/looks";
import type { Hex } from "../../sync/packing";
import type { LookEntry } from "../../wire.gen";

export interface Looked {
  readonly looks: readonly LookEntry[];
  /** Where older ones begin; null when there are none. */
  readonly before: number | null;
  /** When the hub told the newest of them. */
  readonly askedMs: number;
}

export const looked = signal<ReadonlyMap<Hex, Looked>>(new Map());

/** More than anybody scrolls through. */
const looksMax = 1000;

/** The newest, in place of what was known; or the page after the last one known. Answers with a code where it failed. */
export async function ask(document: Hex, older: boolean, nowMs: number): Promise<string | null> {
  const known = older ? looked.value.get(document) : undefined;
  const asked = await looksAt(document, known?.before ?? null);
  if (!asked.ok) return asked.code;
  const looks = [...(known?.looks ?? []), ...asked.answer.looks].slice(0, looksMax);
  const before = looks.length < looksMax ? asked.answer.before : null;
  looked.value = new Map(looked.value).set(document, { looks, before, askedMs: known?.askedMs ?? nowMs });
  return null;
}
