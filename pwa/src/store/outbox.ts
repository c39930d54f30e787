/**
 * Both ends of the conversation with the hub: `gather` what to say, `absorb` what it answered.
 *
 * Everything is verified and encrypted first; then one strict transaction takes the whole reply in, or none of it.
 * Nothing is acknowledged that the reply does not name, and a reply that comes twice has the effect of once.
 */

import { BATCH_BYTES_MAX, BATCH_ITEMS_MAX } from "../sync/limits";
import { type Hex, sameBytes } from "../sync/packing";
import { isAnswer, read as meaning, type Offer, plan, type Sendable } from "../sync/session";
import type { SyncRequest, SyncResponse } from "../wire.gen";
import { account } from "./account";
import { openedChange } from "./contents";
import { type Reading, read, write } from "./db";
import { unlessCorrupt } from "./errors";
import { exchangeIn } from "./exchangeFacts";
import { neededKeys, signer } from "./keys";
import { openReply } from "./opened";
import type { ChangeRow, DocumentRow, ExclusionRow, Offered } from "./schema";
import { sealOpenEdits, signPending } from "./sealing";
import { check, settle } from "./settling";
import { countOutcomesAnew, stamp, store } from "./storing";
import { tell } from "./watch";

export interface Gathered {
  readonly request: SyncRequest;
  /** Dossiers whose changes are in it. */
  readonly documents: readonly Hex[];
  /** Something is left to be said after this. */
  readonly isMore: boolean;
  /** How far a new incarnation will have been offered what is here; null where nothing is left to offer. */
  readonly offered: Offered | null;
}

interface Found {
  readonly cursor: Uint8Array;
  readonly unsent: readonly ChangeRow[];
  readonly isMore: boolean;
  readonly offered: Offered | null;
  /** To be offered to a new incarnation. */
  readonly offers: readonly Offer[];
  readonly exclusions: readonly ExclusionRow[];
}

const PAGE = 64;
/** Documents offered in one trip. */
const OFFERS_MAX = 64;

/** What to say next; null while there is nobody to speak for. */
export async function gather(limitBytes: number): Promise<Gathered | null> {
  if ((await account()) === null || (await signer()) === null) return null;
  await signPending();
  const rows = await read(["documents"], (tx) => tx.all("documents"));
  for (const { document, open, onlyHere } of rows)
    if (open !== null && !onlyHere) await unlessCorrupt(sealOpenEdits(document));
  const found = await look(Math.min(limitBytes, BATCH_BYTES_MAX));
  const { vault } = await neededKeys();
  const unsent = (await Promise.all(found.unsent.map(sendable))).filter((change) => change !== null);
  const planned = plan({
    cursor: found.cursor,
    changes: unsent,
    exclusions: await Promise.all(
      found.exclusions.map(({ id, sealed }) => vault.open("exclusions", id, sealed)),
    ),
    offers: found.offers.filter(({ heads }) => heads.length > 0),
  });
  const sent = unsent.slice(0, planned.changes);
  const isOffering = found.offers.length + found.exclusions.length > 0;
  const before = found.offered ?? { documents: 0, exclusions: 0 };
  return {
    request: planned.request,
    documents: [...new Set(sent.map(({ document }) => document))],
    isMore: found.isMore || sent.length < unsent.length || isOffering,
    offered: isOffering
      ? {
          documents: before.documents + found.offers.length,
          exclusions: before.exclusions + planned.exclusions,
        }
      : null,
  };
}

/** Of a reply that is no answer. What it would have brought comes again. */
const nothingTaken = { touched: new Set<Hex>(), newlySettled: 0, isQueued: true };

/** Takes in a decoded reply to what was gathered. `more`: ask again at once. */
export async function absorb(
  gathered: Gathered,
  response: SyncResponse,
): Promise<{ readonly more: boolean; readonly newlySettled: number }> {
  const enrolled = await account();
  if (enrolled === null) return { more: false, newlySettled: 0 };
  const reading = meaning(gathered.request, response);
  const opened = await openReply(response, enrolled.hub);
  const checked = await check(reading);
  const tables = ["documents", "changes", "exclusions", "devices", "parked", "outcomes", "facts"] as const;
  const { touched, newlySettled, isQueued } = await write(tables, async (tx) => {
    const exchange = await exchangeIn(tx);
    if (!isAnswer(exchange.cursor, gathered.request, response)) return nothingTaken;
    // Another reply was taken in meanwhile: its place in the hub's order is further, or will be asked for again.
    const isNext = sameBytes(exchange.cursor, gathered.request.cursor);
    if (reading.isRestart && isNext) await countOutcomesAnew(tx);
    const stored = await store(tx, opened);
    const settled = await settle(tx, gathered.request, reading, checked, response.time);
    await tx.put("facts", {
      ...exchange,
      cursor: isNext ? response.cursor : exchange.cursor,
      nonce: response.nonce,
      offered: reading.isRestart ? { documents: 0, exclusions: 0 } : gathered.offered,
    });
    const touched = new Set([...settled.documents, ...stored]);
    for (const document of touched) await stamp(tx, document);
    return { ...settled, touched };
  });
  // Applying them is for a page: it knows whether a person is in a field.
  tell({ documents: [...touched], arrived: true });
  return { more: response.more || gathered.isMore || reading.isRestart || isQueued, newlySettled };
}

function look(limitBytes: number): Promise<Found> {
  return read(["documents", "changes", "exclusions", "facts"], async (tx) => {
    const { cursor, offered } = await exchangeIn(tx);
    const documents = await tx.all("documents");
    const onlyHere = new Set(documents.filter((row) => row.onlyHere).map(({ document }) => document));
    const unsent = await oldestUnsent(tx, limitBytes, onlyHere);
    if (offered === null) return { ...unsent, cursor, offered, offers: [], exclusions: [] };
    const next = documents.slice(offered.documents, offered.documents + OFFERS_MAX);
    const exclusions = await tx.all("exclusions");
    return {
      ...unsent,
      cursor,
      offered,
      offers: await Promise.all(next.map((row) => offer(tx, row))),
      exclusions: exclusions.slice(offered.exclusions, offered.exclusions + BATCH_ITEMS_MAX),
    };
  });
}

/** As many as the limit lets through, at least one. */
async function oldestUnsent(
  tx: Reading,
  limitBytes: number,
  onlyHere: ReadonlySet<Hex>,
): Promise<{ readonly unsent: readonly ChangeRow[]; readonly isMore: boolean }> {
  const unsent: ChangeRow[] = [];
  let bytes = 0;
  for (let after = 0; ; ) {
    const range = IDBKeyRange.bound(["unsent", after], ["unsent", Number.POSITIVE_INFINITY], true);
    const page = await tx.where("changes", "status", range, PAGE);
    for (const row of page) {
      after = row.order ?? 0;
      if (onlyHere.has(row.document)) continue;
      bytes += row.bytes;
      if (unsent.length > 0 && bytes > limitBytes) return { unsent, isMore: true };
      unsent.push(row);
    }
    if (page.length < PAGE) return { unsent, isMore: false };
  }
}

async function sendable(row: ChangeRow): Promise<(Sendable & { readonly document: Hex }) | null> {
  const opened = await unlessCorrupt(openedChange(row));
  return opened && { id: row.id, document: row.document, envelope: opened.envelope };
}

/** The heads of what is held, waiting or not. Of a dossier that stays here, nothing. */
async function offer(tx: Reading, { document, onlyHere }: DocumentRow): Promise<Offer> {
  const all = IDBKeyRange.bound([document, 0], [document, Number.POSITIVE_INFINITY]);
  const held = onlyHere ? [] : await tx.where("changes", "taken", all);
  const named = new Set(held.flatMap(({ parents }) => parents));
  return { document, heads: held.map(({ id }) => id).filter((id) => !named.has(id)) };
}
