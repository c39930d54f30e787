/**
 * Brings the catalogue up to date: asks whether there is another, and fetches of it only what is neither built into this
 * release nor kept already.
 *
 *     manifest → signed by our hub? not older? → each missing entry, by its digest → one transaction
 *
 * Until the device is enrolled it knows no key of the hub's, and takes the word of where the app itself came from. A reply
 * that is torn, or not what its digest says, changes nothing.
 */

import { account } from "../store/account";
import { heldCatalogue, keepAsked, keepCatalogue, keptDigests } from "../store/catalogue";
import { StoreError } from "../store/errors";
import { seal } from "../store/keys";
import type { CatalogueRow, EntryRow } from "../store/schema";
import { type Hex, sameBytes, toHex } from "../sync/packing";
import { CATALOGUE, unpackSigned } from "../sync/seal";
import { json, packed } from "./decode";
import { ask, type HubAnswer, JSON_TYPE, MESSAGEPACK } from "./hub";
import { whenFree } from "./leader";
import { binary, type Check, exactly, listOf, text, tuple, whole } from "./shape";

/** SHA-256 of each entry that is built into this release, by name (tooling/bundle.mjs). */
declare const __BUILT_IN__: Readonly<Record<string, Hex>>;

/** "unfinished": a turn was not enough, and brought something. "failed": it is worth another try some minutes later. */
export type Updated = "fresh" | "unfinished" | "failed";

type Listed = readonly [name: string, digest: Uint8Array, bytes: number];
type Manifest = readonly [version: 1, issuedMs: number, entries: readonly Listed[]];

const HOUR_MS = 3_600_000;
const FAILED_PAUSE_MS = 10 * 60_000;
/** Whoever has something to send waits for the end of a turn, and no longer. */
const TURN_MS_MAX = 20_000;
const TURNS_MAX = 30;
const WAIT_MS_MAX = 10 * 60_000;
/** A browser speaks on six connections at most; two stay free. */
const AT_ONCE = 4;
const ENTRIES_MAX = 4_096;
const ENTRY_BYTES_MAX = 1_048_576;
/** What a full device has left is for dossiers. */
const ROOM_BYTES_MIN = 16 * 1024 * 1024;

const manifest: Check<Manifest> = tuple<Manifest>(
  exactly(1),
  whole,
  listOf(tuple<Listed>(text(128), binary(32), whole), ENTRIES_MAX),
);
const decodeManifest = packed(manifest);
/** A form or a list of units, in any case neither a page of a café's nor the half of something. */
const decodeEntry = json((value): value is object => typeof value === "object" && value !== null);

/** What has come in a turn that was too short, by digest. */
const fetched = new Map<Hex, Uint8Array>();
let failedMs: number | null = null;
let running = false;
/** Somebody insisted while it ran, and knows of something for which that turn may have come too early. */
let insisted = false;

/** Asks where it is time to, or a person insists. Never rejects for a fault of the network, of the hub or of storage. */
export async function updateCatalogue(insist: boolean): Promise<void> {
  if (running) {
    insisted ||= insist;
    return;
  }
  if (!(insist || (await isDue(Date.now())))) return;
  running = true;
  try {
    await takeTurns(insist);
    while (insisted) {
      insisted = false;
      await takeTurns(true);
    }
  } finally {
    running = false;
  }
}

async function takeTurns(insist: boolean): Promise<void> {
  for (let turns = 0; turns < TURNS_MAX; turns++) {
    const done = await whenFree(() => turn(insist), AbortSignal.timeout(WAIT_MS_MAX)).catch(notNow);
    failedMs = done === "failed" ? Date.now() : null;
    if (done !== "unfinished") return;
  }
}

/** At most once an hour, and not soon again after a failure. A clock that was set back must not stop it for years. */
async function isDue(nowMs: number): Promise<boolean> {
  if (failedMs !== null && within(nowMs - failedMs, FAILED_PAUSE_MS)) return false;
  const held = await heldCatalogue().catch(() => null);
  return held === null || !within(nowMs - held.askedMs, HOUR_MS) || held.builtIn !== (await builtInDigest());
}

async function turn(insist: boolean): Promise<Updated> {
  try {
    // Another tab may have asked while this one waited.
    if (!(insist || (await isDue(Date.now())))) return "fresh";
    return await updated(AbortSignal.timeout(TURN_MS_MAX));
  } catch (error) {
    if (error instanceof StoreError) return "failed";
    throw error;
  }
}

/** Others have spoken with the hub all the time; a fault of our own is none of that. */
function notNow(reason: unknown): Updated {
  if (reason instanceof DOMException) return "failed";
  throw reason;
}

async function updated(signal: AbortSignal): Promise<Updated> {
  const hub = (await account())?.hub ?? null;
  const held = await heldCatalogue();
  // What was taken on trust before is asked for again once its signature can be checked and is not our hub's.
  const known = held === null ? null : await vouched(held.record, hub);
  const answer = await askManifest(known === null ? null : (held?.record ?? null), signal);
  if (answer === null) return "failed";
  const record = answer.isUnchanged && held !== null ? held.record : answer.body;
  const isNews = held === null || !sameBytes(record, held.record);
  const offered = await vouched(record, hub);
  // Nobody brings back what the hub has replaced: not a cache on the way, and not who recorded an older answer.
  if (offered === null || (isNews && known !== null && offered[1] <= known[1])) return "failed";
  const [, issuedMs, entries] = offered;
  const here = await keptDigests();
  const wanted = new Map(entries.map(([name, digest]) => [name, toHex(digest)]));
  for (const [name, digest] of wanted) if (builtIn(name) === digest) wanted.delete(name);
  const row: CatalogueRow = {
    name: "catalogue",
    record,
    issuedMs,
    askedMs: answer.answeredMs,
    names: entries.map(([name]) => name),
    builtIn: await builtInDigest(),
  };
  if (!isNews && isSame(wanted, here)) {
    await keepAsked(row);
    return "fresh";
  }
  const lacking = entries.filter(([name]) => wanted.has(name) && here.get(name) !== wanted.get(name));
  if (lacking.length > 0 && !(await hasRoom())) return "failed";
  const before = fetched.size;
  if (!(await fetchAll(lacking, signal))) return fetched.size > before ? "unfinished" : "failed";
  await keepCatalogue(row, wanted, lacking.map(rowOf));
  fetched.clear();
  return "fresh";
}

/** What the hub's key has signed; where no key is known, what is well formed. */
async function vouched(record: Uint8Array, hub: Uint8Array | null): Promise<Manifest | null> {
  const signed = unpackSigned(record);
  if (signed === null) return null;
  if (hub !== null && !(await seal.verify(hub, CATALOGUE, ...signed))) return null;
  const found = decodeManifest(signed[0]);
  if (found === null || found[2].some(([, , bytes]) => bytes > ENTRY_BYTES_MAX)) return null;
  return new Set(found[2].map(([name]) => name)).size === found[2].length ? found : null;
}

async function askManifest(held: Uint8Array | null, signal: AbortSignal): Promise<HubAnswer | null> {
  const headers = held === null ? {} : { "If-None-Match": `"${await seal.digest(held)}"` };
  return get("/api/catalogue", MESSAGEPACK, headers, signal);
}

/** False where something did not come; what did is in `fetched`. */
async function fetchAll(lacking: readonly Listed[], signal: AbortSignal): Promise<boolean> {
  const missing = lacking.filter(([, digest]) => !fetched.has(toHex(digest)));
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const came = await Promise.all(missing.slice(at, at + AT_ONCE).map((listed) => fetchOne(listed, signal)));
    if (came.includes(false)) return false;
  }
  return true;
}

async function fetchOne([, digest, bytes]: Listed, signal: AbortSignal): Promise<boolean> {
  const wanted = toHex(digest);
  const answer = await get(`/api/catalogue/${wanted}`, JSON_TYPE, {}, signal);
  if (answer === null || answer.body.length !== bytes) return false;
  if ((await seal.digest(answer.body)) !== wanted || decodeEntry(answer.body) === null) return false;
  fetched.set(wanted, answer.body);
  return true;
}

async function get(
  path: string,
  type: typeof MESSAGEPACK | typeof JSON_TYPE,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<HubAnswer | null> {
  const request = { method: "GET", path, query: "?", type, body: new Uint8Array() } as const;
  const asked = await ask(request, headers, signal);
  return asked.ok ? asked.answer : null;
}

function rowOf([name, digest]: Listed): EntryRow {
  const content = fetched.get(toHex(digest));
  if (content === undefined) throw new Error(`${name} was not fetched`);
  return { name, digest: toHex(digest), content };
}

/** Where a browser does not say how much room there is, the write itself will. */
async function hasRoom(): Promise<boolean> {
  const { usage, quota } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
  return usage === undefined || quota === undefined || quota - usage >= ROOM_BYTES_MIN;
}

function builtIn(name: string): Hex | undefined {
  return Object.hasOwn(__BUILT_IN__, name) ? __BUILT_IN__[name] : undefined;
}

function builtInDigest(): Promise<Hex> {
  return seal.digest(JSON.stringify(__BUILT_IN__));
}

function isSame(one: ReadonlyMap<string, Hex>, other: ReadonlyMap<string, Hex>): boolean {
  return one.size === other.size && [...one].every(([name, digest]) => other.get(name) === digest);
}

function within(spanMs: number, spanMsMax: number): boolean {
  return spanMs >= 0 && spanMs < spanMsMax;
}
