/** The cards of all dossiers here: one signal for the screens, and a sealed copy of each for the next start. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Hex, pack, unpack } from "../sync/packing";
import type { DossierCard } from "./cardOf";
import { read, type Writing, write } from "./db";
import { unlessCorrupt } from "./errors";
import { keys, neededKeys } from "./keys";

/** To be raised when cards come to hold something else: the copies of an earlier version are made anew. */
const VERSION = 3;
/** An exchange that was cut off with its tab does not end by saying so. */
const SENDING_MS_MAX = 120_000;

interface Made {
  readonly card: DossierCard;
  /** Of the dossier's row that it was made from. */
  readonly stamp: number;
}

const made = signal<ReadonlyMap<Hex, Made> | null>(null);
const carried = signal<ReadonlySet<Hex>>(new Set());
let ending: ReturnType<typeof setTimeout> | undefined;

/** The one edited last at the front; null while they are being read. */
export const cards: ReadonlySignal<readonly DossierCard[] | null> = computed(() => {
  if (made.value === null) return null;
  const all = [...made.value.values()].map(({ card }) => whileSending(card));
  return all.sort((a, b) => b.updatedMs - a.updatedMs || (a.document < b.document ? 1 : -1));
});

/** Shows the copies as they were kept; answers the dossiers that have moved since, or have none. */
export async function showKeptCards(): Promise<readonly Hex[]> {
  const known = await keys();
  const { documents, rows } = await read(["documents", "cards"], async (tx) => ({
    documents: await tx.all("documents"),
    rows: (await tx.all("cards")).filter(({ version }) => version === VERSION),
  }));
  if (known === null) {
    forgetCards();
    return [];
  }
  const kept = await Promise.all(
    rows.map(({ document, sealed }) => unlessCorrupt(known.vault.open("cards", document, sealed))),
  );
  // Emptied meanwhile, the database has taken the key along: these dossiers are nowhere any more.
  if ((await keys()) === null) return [];
  const copies = kept.flatMap((bytes) => (bytes === null ? [] : [unpack(bytes) as DossierCard]));
  const stamps = new Map(rows.map(({ document, stamp }) => [document, stamp]));
  show(copies.map((card) => ({ card, stamp: stamps.get(card.document) ?? 0 })));
  const moved = documents.filter(({ document, stamp }) => stamps.get(document) !== stamp);
  return moved.map(({ document }) => document);
}

/** There is nothing here that anyone can read. */
export function forgetCards(): void {
  made.value = new Map();
}

/** `stamp`: of the dossier's row that it was made from. */
export async function showCard(card: DossierCard, stamp: number): Promise<void> {
  const { vault } = await neededKeys();
  show([{ card, stamp }]);
  const { document } = card;
  const sealed = await vault.seal("cards", document, pack(card));
  const keep = async (tx: Writing) => {
    const before = await tx.get("cards", document);
    if (before?.version === VERSION && before.stamp >= stamp) return;
    await tx.put("cards", { document, stamp, version: VERSION, sealed });
  };
  await write(["cards"], keep, "relaxed");
}

/** Another tab may have drawn a dossier, and kept the copy, after this one did: the later drawing stands. */
function show(drawn: readonly Made[]): void {
  const now = new Map(made.peek() ?? []);
  for (const each of drawn) {
    const before = now.get(each.card.document);
    if (before === undefined || before.stamp <= each.stamp) now.set(each.card.document, each);
  }
  made.value = now;
}

/** Which dossiers the running exchange carries; none when it is over. */
export function showSending(documents: readonly Hex[]): void {
  clearTimeout(ending);
  carried.value = new Set(documents);
  if (documents.length > 0) ending = setTimeout(showSending, SENDING_MS_MAX, []);
}

/** The card while an exchange carries what the dossier waits to send. */
export function whileSending(card: DossierCard): DossierCard {
  return card.state === "queued" && carried.value.has(card.document) ? { ...card, state: "sending" } : card;
}
