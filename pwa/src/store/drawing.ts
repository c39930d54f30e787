/** What is drawn in this tab: cards, and views of open dossiers, anew whenever a tab or the worker moved them. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Hex } from "../sync/packing";
import { cardOf } from "./cardOf";
import { showCard, showKeptCards, showSending, whileSending } from "./cards";
import type { Loaded } from "./documents";
import { gatherMaterial } from "./material";
import { titlePath } from "./naming";
import { reissueRefused } from "./reissuing";
import { takeStored } from "./taking";
import { coalesced } from "./turns";
import { type DossierView, viewOf } from "./viewOf";
import { watch } from "./watch";

/** A state of a dossier that a person could look at. */
export interface Seen {
  /** `DocumentRow.taken` of that state. */
  readonly taken: number;
  readonly heads: readonly Hex[];
}

interface OpenDossier {
  readonly drawn: Signal<DossierView | null>;
  seen?: Seen;
  handles: number;
}

const opened = new Map<Hex, OpenDossier>();

/** Resolves once what was true when it was called is drawn. */
export const redraw = coalesced(draw);

export async function startDrawing(): Promise<void> {
  let arrivals = Promise.resolve();
  watch(({ documents = [], arrived, sending }) => {
    if (sending !== undefined) showSending(sending);
    // A first exchange may bring hundreds: one after the other, so that the page goes on answering.
    if (arrived) arrivals = arrivals.then(() => takeInAll(documents));
    else for (const document of documents) redraw(document).catch(leaveAsItWas);
  });
  for (const document of await showKeptCards()) await redraw(document).catch(leaveAsItWas);
}

/** The view of a dossier for as long as it is open here; null until it was drawn. */
export function attach(document: Hex): { readonly view: ReadonlySignal<DossierView | null>; close(): void } {
  const dossier = opened.get(document) ?? { drawn: signal(null), handles: 0 };
  dossier.handles++;
  opened.set(document, dossier);
  const view = computed(() => {
    const now = dossier.drawn.value;
    return now && { ...now, card: whileSending(now.card) };
  });
  let isOpen = true;
  const close = () => {
    if (isOpen && --dossier.handles === 0) opened.delete(document);
    isOpen = false;
  };
  return { view, close };
}

/** What is on the screen now; undefined where the dossier is not open in this tab. */
export function seenNow(document: Hex): Seen | undefined {
  return opened.get(document)?.seen;
}

export function viewNow(document: Hex): DossierView | null {
  return opened.get(document)?.drawn.value ?? null;
}

/** What a reply left to do, in a tab or, when there was none, in the worker. */
export async function takeIn(document: Hex): Promise<void> {
  await reissueRefused(document);
  await takeStored(document);
}

async function takeInAll(documents: readonly Hex[]): Promise<void> {
  for (const document of documents)
    await takeIn(document)
      .then(() => redraw(document))
      .catch(leaveAsItWas);
}

async function draw(document: Hex): Promise<void> {
  const material = await gatherMaterial(document);
  if (material === null) return;
  const card = cardOf(material, titlePath);
  const dossier = opened.get(document);
  if (dossier !== undefined) {
    dossier.seen = seenIn(material.loaded);
    dossier.drawn.value = viewOf(material, card);
  }
  await showCard(card, material.loaded.row.stamp).catch(leaveAsItWas);
}

function seenIn({ row, document }: Loaded): Seen {
  return { taken: row.taken, heads: document.heads() };
}

/** Nobody waits for this drawing: the next note asks again, and whoever writes hears of the database's faults. */
function leaveAsItWas(): void {}
