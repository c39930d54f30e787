/** The cards of all dossiers here, always as the database has them: kept sealed, made anew where something moved. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Hex, pack, unpack } from "../sync/packing";
import { cardOf, type DossierCard } from "./cardOf";
import { read, write } from "./db";
import { keys, neededKeys } from "./keys";
import { gatherMaterial } from "./material";
import type { CardRow } from "./schema";
import { watch } from "./watch";

const made = signal<ReadonlyMap<Hex, DossierCard> | null>(null);
const carried = signal<ReadonlySet<Hex>>(new Set());
let titlePathOf: (form: string) => string | null = () => null;

/** The one edited last at the front; null while they are being read. */
export const cardList: ReadonlySignal<readonly DossierCard[] | null> = computed(() => {
  const all = made.value && [...made.value.values()].map(withSending);
  return all && all.sort((a, b) => b.updatedMs - a.updatedMs || (a.document < b.document ? 1 : -1));
});

/** An exchange that was cut off with its tab does not end by saying so. */
const SENDING_MS_MAX = 120_000;

/** `titlePath`: which field names a dossier of that form. */
export async function startCards(titlePath: (form: string) => string | null): Promise<void> {
  titlePathOf = titlePath;
  watch(({ documents, sending }) => {
    if (sending !== undefined) noteSending(sending);
    for (const document of documents ?? []) void redrawCard(document);
  });
  const known = await readCards();
  made.value = new Map(known.cards.map((card) => [card.document, card]));
  for (const document of known.stale) await redrawCard(document);
}

/** The card as it is now; null where there is no such dossier here. */
export async function redrawCard(document: Hex): Promise<DossierCard | null> {
  const material = await gatherMaterial(document);
  if (material === null) return null;
  const card = cardOf(material, titlePathOf);
  await keepCard(card, material.loaded.row.stamp);
  if (made.value !== null) made.value = new Map(made.value).set(document, card);
  return card;
}

/** The card while an exchange carries what the dossier waits to send. */
export function withSending(card: DossierCard): DossierCard {
  return card.state === "queued" && carried.value.has(card.document) ? { ...card, state: "sending" } : card;
}

export function titlePath(form: string): string | null {
  return titlePathOf(form);
}

async function readCards(): Promise<{
  readonly cards: readonly DossierCard[];
  readonly stale: readonly Hex[];
}> {
  const known = await keys();
  if (known === null) return { cards: [], stale: [] };
  const { documents, rows } = await read(["documents", "cards"], async (tx) => ({
    documents: await tx.all("documents"),
    rows: await tx.all("cards"),
  }));
  const stamps = new Map(documents.map(({ document, stamp }) => [document, stamp]));
  const fresh = rows.filter(({ document, stamp }) => stamps.get(document) === stamp);
  const cards = await Promise.all(fresh.map((row) => opened(row)));
  for (const { document } of cards) stamps.delete(document);
  return { cards, stale: [...stamps.keys()] };
}

async function opened({ document, sealed }: CardRow): Promise<DossierCard> {
  return unpack(await (await neededKeys()).vault.open("cards", document, sealed)) as DossierCard;
}

/** Unless another tab has kept a later one. */
async function keepCard(card: DossierCard, stamp: number): Promise<void> {
  const { document } = card;
  const sealed = await (await neededKeys()).vault.seal("cards", document, pack(card));
  await write(["cards"], async (tx) => {
    const before = await tx.get("cards", document);
    if (before === undefined || before.stamp < stamp) await tx.put("cards", { document, stamp, sealed });
  });
}

let ending: ReturnType<typeof setTimeout> | undefined;

function noteSending(documents: readonly Hex[]): void {
  clearTimeout(ending);
  carried.value = new Set(documents);
  if (documents.length > 0) ending = setTimeout(noteSending, SENDING_MS_MAX, []);
}
