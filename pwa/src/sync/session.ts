/** The conversation with a node, without IO: what to send next, and what its reply means (SPEC T1–T10, T20, T21). */

import type { SyncRequest, SyncResponse } from "../wire.gen";
import type { Change } from "./change";
import { BATCH_BYTES_MAX, BATCH_ITEMS_MAX, INCARNATION_BYTES, PARENTS_MAX } from "./limits";
import { fromHex, type Hex, sameBytes, toHex } from "./packing";

export interface Sendable {
  readonly id: Hex;
  readonly envelope: Uint8Array;
}

/** The heads of a document that is held here. */
export interface Offer {
  readonly document: Hex;
  readonly heads: readonly Hex[];
}

/** What there is to say, each list in the order in which it should go. */
export interface Outbox {
  /** That of the last reply; empty before the first. */
  readonly cursor: Uint8Array;
  /** What the node asked for, then what it has not acknowledged, oldest first. */
  readonly changes: readonly Sendable[];
  /** To a new incarnation only: the records that are held, and the heads of all documents. */
  readonly exclusions: readonly Uint8Array[];
  readonly offers: readonly Offer[];
}

/** One request, and how much of each list went into it. */
export interface Plan {
  readonly request: SyncRequest;
  readonly changes: number;
  readonly exclusions: number;
  readonly offers: number;
}

/** What is to be done about a change after its verdict. */
export type Next =
  /** The node has it on disk: done, though its verdict may change. */
  | "rest"
  /** The node had no room: it stays unsent. */
  | "again"
  /** That envelope's signature failed: send again where it verifies here, else sign again. */
  | "check"
  /** It never was a change: keep it, show it, and write again what was built on it. */
  | "show";

export interface Answer {
  readonly id: Hex;
  readonly verdict: "accepted" | "waiting" | "quarantined" | "refused";
  readonly code: string;
  readonly next: Next;
}

export interface Reading {
  readonly answers: readonly Answer[];
  /** Parents that the node lacks: whoever holds them sends them. Each once. */
  readonly missing: readonly Hex[];
  /** Offered heads that it lacks: queue all that is held of their documents. */
  readonly wanted: readonly Hex[];
  /** It is a new incarnation, and has to be offered what is held here. */
  readonly isRestart: boolean;
}

/** The next request. */
export function plan({ cursor, changes, exclusions, offers }: Outbox): Plan {
  let room = BATCH_BYTES_MAX;
  const fill = <Item>(items: readonly Item[], bytesOf: (item: Item) => number) => {
    const batch: Item[] = [];
    for (const item of items.slice(0, BATCH_ITEMS_MAX)) {
      const bytes = bytesOf(item);
      if (bytes > room) break;
      room -= bytes;
      batch.push(item);
    }
    return batch;
  };
  const records = fill(exclusions, ({ length }) => length);
  const batch = fill(changes, ({ envelope }) => envelope.length);
  const heads = fill(offers, () => 0);
  return {
    request: {
      cursor,
      changes: batch.map(({ envelope }) => envelope),
      exclusions: records,
      heads: heads.map((offer) => [fromHex(offer.document), offer.heads.map(fromHex)]),
      limit: BATCH_BYTES_MAX,
    },
    changes: batch.length,
    exclusions: records.length,
    offers: heads.length,
  };
}

/** Whether a reply counts for a device that stands at this cursor by now (SPEC T20). */
export function isAnswer(cursor: Uint8Array, request: SyncRequest, response: SyncResponse): boolean {
  return sameBytes(request.cursor, cursor) || sameBytes(incarnation(response.cursor), incarnation(cursor));
}

/** Whether a verdict is older than the one that is known of its change (SPEC T21). */
export function isOvertaken(known: string, { verdict }: Answer): boolean {
  return (known === "accepted" || known === "quarantined") && verdict === "waiting";
}

/** What a decoded reply to a request means. Nothing else is an answer. */
export function read(request: SyncRequest, response: SyncResponse): Reading {
  const answers = response.verdicts.flatMap(([id, verdict, code]): Answer[] =>
    // An envelope without an id is none of ours.
    id === null ? [] : [{ id: toHex(id), verdict, code, next: nextAfter(verdict, code) }],
  );
  const missing = response.verdicts.flatMap(([, , , parents]) => parents.map(toHex));
  return {
    answers,
    missing: [...new Set(missing)],
    wanted: response.wanted.map(toHex),
    isRestart:
      request.cursor.length > 0 && !sameBytes(incarnation(request.cursor), incarnation(response.cursor)),
  };
}

/** Which of these changes of our own are built on a refused one: to be written again, parents first. */
export function builtOn(refused: Hex, own: ReadonlyMap<Hex, Change>): readonly Hex[] {
  const found = new Set([refused]);
  const ordered = new Set([refused]);
  const parentsOf = (id: Hex) => own.get(id)?.parents ?? [];
  // As many rounds as the longest chain; a device has few changes that nobody has acknowledged.
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const id of own.keys()) if (parentsOf(id).some((parent) => found.has(parent))) found.add(id);
  }
  while (ordered.size < found.size) {
    for (const id of found) {
      if (parentsOf(id).every((parent) => ordered.has(parent) || !found.has(parent))) ordered.add(id);
    }
  }
  ordered.delete(refused);
  return [...ordered];
}

/** The same edits on other parents: those of the refused change, and what stands in the place of our own. */
export function reissue(change: Change, instead: ReadonlyMap<Hex, readonly Hex[]>): Change {
  const parents = new Set(change.parents.flatMap((parent) => instead.get(parent) ?? [parent]));
  return { ...change, parents: [...parents].sort().slice(0, PARENTS_MAX) };
}

function nextAfter(verdict: Answer["verdict"], code: string): Next {
  if (verdict === "refused") return code === "bad-signature" ? "check" : "show";
  return code === "full" ? "again" : "rest";
}

/** The part of a cursor that names the node and its incarnation. */
function incarnation(cursor: Uint8Array): Uint8Array {
  return cursor.subarray(0, INCARNATION_BYTES);
}
