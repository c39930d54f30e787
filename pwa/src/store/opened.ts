/** What others wrote, verified and sealed for this device before any transaction. A bad item falls out alone. */

import { decode } from "../sync/change";
import { decode as decodeExclusion } from "../sync/exclusions";
import { type Hex, pack, toHex } from "../sync/packing";
import { CHANGE, EXCLUSION, unpackSigned } from "../sync/seal";
import type { Outcome, SyncResponse } from "../wire.gen";
import { read } from "./db";
import { type Author, authors, deviceRow, vouchedAuthor } from "./devices";
import { type Keys, neededKeys, seal } from "./keys";
import type { ChangeRow, DeviceRow, ExclusionRow, OutcomeRow, ParkedRow } from "./schema";

export interface Opened {
  readonly devices: readonly DeviceRow[];
  readonly changes: readonly ChangeRow[];
  /** Envelopes of authors whose key is not here yet. */
  readonly parked: readonly ParkedRow[];
  /** Places of those that were parked before and are judged now. */
  readonly unparked: readonly number[];
  readonly exclusions: readonly ExclusionRow[];
  readonly outcomes: readonly OutcomeRow[];
}

/** A row to store, or why there is none. */
type Judged = ChangeRow | ParkedRow | "bad";

export async function openReply(response: SyncResponse, hub: Uint8Array): Promise<Opened> {
  const known = await neededKeys();
  const all = new Map(await authors());
  const devices = await each(response.devices, async (record) => {
    const author = await vouchedAuthor(record, hub);
    if (author === null) return null;
    all.set(author.device, author);
    return deviceRow(author.device, record, false);
  });
  const judged = await openEnvelopes(response.changes, "accepted", all);
  const waited = await read(["parked"], (tx) => tx.all("parked"));
  const envelopes = await each(waited, ({ id, sealed }) => known.vault.open("parked", id, sealed));
  const tried = await openEnvelopes(envelopes, "accepted", all);
  return {
    devices,
    changes: [...judged, ...tried].filter(isChange),
    parked: judged.filter(isParked),
    unparked: waited.flatMap(({ order = 0 }, at) => (isParked(tried[at] ?? "bad") ? [] : [order])),
    exclusions: await each(response.exclusions, (record) => exclusionRow(record, hub, known)),
    outcomes: await each(response.outcomes, (outcome) => outcomeRow(outcome, known)),
  };
}

/** Each on its own merits, in their order: malformed, unknown key, signature (SPEC W8). */
export async function openEnvelopes(
  envelopes: readonly Uint8Array[],
  status: "accepted" | "unsent",
  all: ReadonlyMap<Hex, Author>,
): Promise<readonly Judged[]> {
  const known = await neededKeys();
  return each(envelopes, (envelope) => judge(envelope, status, all, known));
}

export function isChange(row: Judged): row is ChangeRow {
  return row !== "bad" && "status" in row;
}

export function isParked(row: Judged): row is ParkedRow {
  return row !== "bad" && !("status" in row);
}

async function judge(
  envelope: Uint8Array,
  status: "accepted" | "unsent",
  all: ReadonlyMap<Hex, Author>,
  { vault, device }: Keys,
): Promise<Judged> {
  const signed = unpackSigned(envelope);
  if (signed === null) return "bad";
  const [payload, signature] = signed;
  const change = decode(payload);
  if (change.kind === "malformed") return "bad";
  const id = await seal.changeId(payload);
  const author = all.get(change.device);
  if (author === undefined) return { id, sealed: await vault.seal("parked", id, envelope) };
  if (!(await seal.verify(author.public, CHANGE, payload, signature))) return "bad";
  return {
    id,
    document: change.document,
    parents: change.parents,
    taken: 0,
    own: change.device === device,
    status,
    code: "",
    bytes: envelope.length,
    ackedMs: 0,
    sealed: await vault.seal("changes", id, envelope),
  };
}

async function exclusionRow(
  record: Uint8Array,
  hub: Uint8Array,
  { vault }: Keys,
): Promise<ExclusionRow | null> {
  const signed = unpackSigned(record);
  if (signed === null || !(await seal.verify(hub, EXCLUSION, ...signed))) return null;
  const exclusion = decodeExclusion(signed[0]);
  if (exclusion.kind === "malformed") return null;
  const id = await seal.digest(signed[0]);
  return { id, document: exclusion.document, taken: 0, sealed: await vault.seal("exclusions", id, record) };
}

async function outcomeRow(outcome: Outcome, { vault }: Keys): Promise<OutcomeRow> {
  const document = toHex(outcome.document);
  const sealed = await vault.seal("outcomes", document, pack(outcome));
  return { document, version: outcome.version, sealed };
}

/** Side by side; what gives nothing is left out. */
async function each<A, B>(items: readonly A[], work: (item: A) => Promise<B | null>): Promise<readonly B[]> {
  const results = await Promise.all(items.map(work));
  return results.filter((result) => result !== null);
}
