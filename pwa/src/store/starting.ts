/** Once the first screen stands: draws what moved, and finishes what an earlier end left half done. */

import { cards } from "./cards";
import { catalogue } from "./catalogue";
import { read, write } from "./db";
import { redraw, startDrawing, takeIn } from "./drawing";
import { StoreError, unlessCorrupt } from "./errors";
import { noted } from "./health";
import { writeMarker } from "./marker";
import { signPending } from "./sealing";
import { stamp } from "./storing";
import { tally } from "./tally";
import { coalesced } from "./turns";
import { watch } from "./watch";

/** After `firstLook`. */
export async function startStore(): Promise<void> {
  addEventListener("pageshow", ({ persisted }) => {
    // A page in the back-forward cache hears nothing of what other tabs do.
    if (persisted) void redrawAll().catch(() => {});
  });
  watch(({ documents, mine }) => {
    if (documents !== undefined || mine) void countForMarker("").catch(() => {});
  });
  let waiting = waitingNow();
  cards.subscribe(() => {
    if (waiting !== waitingNow()) void countForMarker("").catch(() => {});
    waiting = waitingNow();
  });
  await noted(startDrawing());
  nameWhatComes();
  // A full device is told so, and may still send: what is left half done is for the next start.
  await noted(finish()).catch((reason: unknown) => {
    if (!(reason instanceof StoreError)) throw reason;
  });
}

/** A tab that ended between two steps left payloads unsigned, or changes stored and not applied. */
async function finish(): Promise<void> {
  await signPending();
  for (const document of await documents()) await unlessCorrupt(takeIn(document));
}

/** A dossier may be here before the catalogue says what its form calls it by. */
function nameWhatComes(): void {
  let named = catalogue.peek().kept.get("titles");
  catalogue.subscribe(({ kept }) => {
    const now = kept.get("titles");
    if (now !== named) void nameUntitled().catch(() => {});
    named = now;
  });
}

async function nameUntitled(): Promise<void> {
  const untitled = cards.peek()?.filter(({ title }) => title === "") ?? [];
  for (const { document } of untitled) {
    await write(["documents"], (tx) => stamp(tx, document));
    await unlessCorrupt(redraw(document));
  }
}

async function redrawAll(): Promise<void> {
  for (const document of await documents()) await unlessCorrupt(redraw(document));
}

async function documents(): Promise<readonly string[]> {
  return (await read(["documents"], (tx) => tx.all("documents"))).map(({ document }) => document);
}

/** Should the database vanish, the person is told how much was in it, and how much of that had not been sent. */
export const countForMarker = coalesced(async (_: "") => {
  const counted = await tally();
  if (counted !== null) await writeMarker({ ...counted, waiting: waitingNow() });
});

function waitingNow(): number {
  return cards.peek()?.filter(({ synced, onlyHere }) => !(synced || onlyHere)).length ?? 0;
}
