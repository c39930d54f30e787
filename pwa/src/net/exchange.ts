/**
 * The conversation with the hub, one round trip after another until nothing is left on either side.
 *
 *     gather → pack → sign → POST → decode → absorb → again while there is more
 *
 * Only what `absorb` is given is acknowledged, and it is given nothing but a decoded, well-typed response.
 */

import { StoreError } from "../store/errors";
import { exchange as facts, keepExchange } from "../store/exchangeFacts";
import { signer as findSigner } from "../store/keys";
import { absorb, type Gathered, gather } from "../store/outbox";
import { tell } from "../store/watch";
import { pack, sameBytes } from "../sync/packing";
import type { SyncResponse } from "../wire.gen";
import { BUSY, type Failure } from "./backoff";
import { decodeSyncResponse } from "./decode";
import { askSigned, type HubAnswer, MESSAGEPACK } from "./hub";
import { kept } from "./nonces";

export interface Exchanged {
  /** Null where all went well. */
  readonly failure: Failure | null;
  /** Changes that the hub has newly acknowledged. */
  readonly settled: number;
  /** Round trips that brought an answer; 0 where there was nobody to speak for. */
  readonly trips: number;
  /** The hub's clock minus this device's, in ms, from the last answer. */
  readonly clockOffsetMs: number | null;
  /** The hub has withdrawn this device's key: it takes what comes, and gives nothing. */
  readonly isRevoked: boolean;
}

/** The first trip usually costs a second attempt, because the nonce has gone stale since last time: keep it small. */
const FIRST_BYTES_MAX = 16_384;
const BATCH_BYTES_MAX = 524_288;
/** Trips in a row that moved nothing, though both sides said that there is more. Two settle parents that were missing. */
const IDLE_TRIPS_MAX = 3;
/** A smaller change of the clock's offset is the line's delay, not the clock's. */
const OFFSET_STEP_MS = 2_000;

/** Exchanges until nothing is left, and never rejects for a fault of the network, of the hub or of storage. */
export async function exchange(signal: AbortSignal): Promise<Exchanged> {
  let done: Exchanged = { failure: null, settled: 0, trips: 0, clockOffsetMs: null, isRevoked: false };
  try {
    for (let idle = 0; idle < IDLE_TRIPS_MAX; ) {
      const gathered = await gather(done.trips === 0 ? FIRST_BYTES_MAX : BATCH_BYTES_MAX);
      if (gathered === null) return done;
      tell({ sending: gathered.documents });
      const trip = await roundTrip(gathered, signal);
      if ("failure" in trip) return { ...done, failure: trip.failure };
      const { more, newlySettled } = await absorb(gathered, trip.response);
      const clockOffsetMs = await keptOffset(trip.offsetMs);
      done = {
        failure: null,
        settled: done.settled + newlySettled,
        trips: done.trips + 1,
        clockOffsetMs,
        isRevoked: trip.response.revoked,
      };
      if (!more) return done;
      idle = newlySettled > 0 || hasMoved(gathered, trip.response) ? 0 : idle + 1;
    }
    return { ...done, failure: BUSY };
  } catch (error) {
    if (error instanceof StoreError) return { ...done, failure: { kind: "storage" } };
    throw error;
  } finally {
    tell({ sending: [] });
  }
}

async function roundTrip(
  gathered: Gathered,
  signal: AbortSignal,
): Promise<{ readonly response: SyncResponse; readonly offsetMs: number } | { readonly failure: Failure }> {
  const signer = await findSigner();
  if (signer === null) throw new StoreError("lost");
  const body = new Uint8Array(pack(gathered.request));
  const request = { method: "POST", path: "/api/sync", query: "?", type: MESSAGEPACK, body } as const;
  const asked = await askSigned(request, signer, kept, signal);
  if (!asked.ok) return { failure: asked.failure };
  const response = decodeSyncResponse(asked.answer.body);
  if (response === null) return { failure: { kind: "not-the-hub" } };
  return { response, offsetMs: offsetOf(asked.answer, response.time) };
}

/** What the hub was offered moves it on as well, though neither side's place changes. */
function hasMoved({ request }: Gathered, response: SyncResponse): boolean {
  const isOffer = request.heads.length + request.exclusions.length > 0;
  return isOffer || !sameBytes(response.cursor, request.cursor);
}

/** As if the hub had read its clock halfway between question and answer. */
function offsetOf(answer: HubAnswer, hubMs: number): number {
  return Math.round(hubMs - (answer.sentMs + answer.answeredMs) / 2);
}

async function keptOffset(offsetMs: number): Promise<number> {
  const before = (await facts()).clockOffsetMs;
  if (Math.abs(offsetMs - before) < OFFSET_STEP_MS) return before;
  await keepExchange({ clockOffsetMs: offsetMs });
  return offsetMs;
}
