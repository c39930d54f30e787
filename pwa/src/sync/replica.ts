/** A whole replica in memory: documents, keys, open edits and sealing (SPEC O4, O5, W6–W9, Z2–Z4). */

import { type Change, decode, encode, isSchema, type Newer, readOperation } from "./change";
import { Document, type Verdict as Standing } from "./document";
import { draft, extend, type Open } from "./edits";
import type { Exclusion } from "./exclusions";
import { UNKNOWN_KEY_ENVELOPES_MAX } from "./limits";
import { type Hex, sameBytes } from "./packing";
import { CHANGE, packSigned, type Seal, unpackSigned } from "./seal";

/** Public keys by device; replicas may share one. */
export type Keys = Map<Hex, Uint8Array>;

export interface Replica<Key> {
  readonly seal: Seal<Key>;
  readonly device: Hex;
  readonly public: Uint8Array;
  readonly key: Key;
  readonly keys: Keys;
  readonly dossiers: Map<Hex, Dossier>;
  /** The time it was last told, Unix ms. */
  now: number;
}

export interface Dossier {
  readonly document: Document;
  open: Open | null;
  /** Changes whose key is unknown: their envelopes in the order of arrival. */
  readonly unknown: Map<Hex, readonly Arrival[]>;
}

/** An envelope whose payload is well-formed. */
export interface Arrival {
  readonly id: Hex;
  readonly change: Change | Newer;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Sealed {
  readonly payload: Uint8Array;
  readonly envelope: Uint8Array;
}

export type Verdict = readonly [
  id: Hex | null,
  verdict: "accepted" | "waiting" | "quarantined" | "refused",
  code: string,
  missing: readonly Hex[],
];

/** An empty replica that knows its own key, and those of `keys`. */
export async function createReplica<Key>(
  seal: Seal<Key>,
  key: Key,
  publicKey: Uint8Array,
  keys: Keys,
): Promise<Replica<Key>> {
  const device = await seal.deviceId(publicKey);
  return { seal, device, public: publicKey, key, keys, dossiers: new Map(), now: 0 };
}

export function dossierOf<Key>({ dossiers }: Replica<Key>, id: Hex): Dossier {
  const dossier = dossiers.get(id) ?? { document: new Document(id), open: null, unknown: new Map() };
  dossiers.set(id, dossier);
  return dossier;
}

/** Adds operations to what is open; null, and nothing changed, where one is malformed or too large for any payload. */
export async function edit<Key>(
  replica: Replica<Key>,
  document: Hex,
  schema: unknown,
  items: readonly unknown[],
  now: number,
): Promise<readonly Sealed[] | null> {
  const operations = items.map(readOperation).filter((item) => "length" in item);
  if (!isSchema(schema) || items.length === 0 || operations.length < items.length) return null;
  const dossier = dossierOf(replica, document);
  const extended = extend(dossier.open, schema, operations, dossier.document.heads().length);
  if (extended === null) return null;
  replica.now = now;
  const sealed: Sealed[] = [];
  for (const full of extended.sealed) {
    dossier.open = full;
    sealed.push(...(await sealOpen(replica, dossier)));
  }
  dossier.open = extended.open;
  return sealed;
}

/** Makes one change of what is open; none where nothing is. */
export async function sealOpen<Key>(replica: Replica<Key>, dossier: Dossier): Promise<readonly Sealed[]> {
  const { seal, device, key, now } = replica;
  const { document, open } = dossier;
  if (open === null) return [];
  const change = draft(open, document.id, device, document.parentsFor(device), now);
  const payload = encode(change);
  const envelope = packSigned(payload, await seal.sign(key, CHANGE, payload));
  const id = await seal.changeId(payload);
  dossier.open = null;
  document.take(id, change);
  return [{ payload, envelope }];
}

/** Takes in envelopes: what had to be sealed first, and a verdict for each as it stands afterwards. */
export async function receive<Key>(
  replica: Replica<Key>,
  envelopes: readonly Uint8Array[],
  now: number,
): Promise<{ readonly sealed: readonly Sealed[]; readonly verdicts: readonly Verdict[] }> {
  replica.now = now;
  const arrivals = await Promise.all(envelopes.map((envelope) => look(replica.seal, envelope)));
  const fresh = arrivals.filter(isArrival).filter(({ id, change }) => {
    return !dossierOf(replica, change.document).document.holds(id);
  });
  const documents = [...new Set(fresh.map(({ change }) => change.document))].sort();
  const sealed: Sealed[] = [];
  for (const document of documents) sealed.push(...(await sealOpen(replica, dossierOf(replica, document))));
  const admitted: (Arrival | Verdict)[] = [];
  for (const arrival of arrivals) {
    admitted.push(isArrival(arrival) ? ((await admit(replica, arrival)) ?? arrival) : arrival);
  }
  for (const document of documents) dossierOf(replica, document).document.settle();
  const verdicts = admitted.map((each) => (isArrival(each) ? verdictOf(replica, each) : each));
  return { sealed, verdicts };
}

/** A key has become known, and is among `keys`: tries what waited for it. What had to be sealed first. */
export async function learn<Key>(replica: Replica<Key>, device: Hex): Promise<readonly Sealed[]> {
  const sealed: Sealed[] = [];
  for (const [, dossier] of [...replica.dossiers].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [id, arrivals] of dossier.unknown) {
      if (arrivals[0]?.change.device !== device) continue;
      dossier.unknown.delete(id);
      for (const arrival of arrivals) if ((await admit(replica, arrival)) === null) break;
    }
    if (dossier.document.isReady()) sealed.push(...(await sealOpen(replica, dossier)));
    dossier.document.settle();
  }
  return sealed;
}

/** Takes in a verified exclusion. What had to be sealed first. */
export async function exclude<Key>(replica: Replica<Key>, record: Exclusion): Promise<readonly Sealed[]> {
  const dossier = dossierOf(replica, record.document);
  dossier.document.storeExclusion(record);
  const sealed = dossier.document.isReady() ? await sealOpen(replica, dossier) : [];
  dossier.document.settle();
  return sealed;
}

async function look<Key>(seal: Seal<Key>, envelope: Uint8Array): Promise<Arrival | Verdict> {
  const [payload, signature] = unpackSigned(envelope) ?? [];
  if (payload === undefined || signature === undefined) return [null, "refused", "malformed", []];
  const id = await seal.changeId(payload);
  const change = decode(payload);
  return change.kind === "malformed" ? [id, "refused", "malformed", []] : { id, change, payload, signature };
}

function isArrival(looked: Arrival | Verdict): looked is Arrival {
  return "change" in looked;
}

/** Holds or keeps what may be; a verdict where it is about this envelope alone. */
async function admit<Key>(replica: Replica<Key>, arrival: Arrival): Promise<Verdict | null> {
  const { id, change, payload, signature } = arrival;
  const { document, unknown } = dossierOf(replica, change.document);
  const key = change.device === replica.device ? replica.public : replica.keys.get(change.device);
  if (key === undefined) {
    const kept = unknown.get(id) ?? [];
    const isNew = kept.every((other) => !sameBytes(other.signature, signature));
    unknown.set(id, isNew && kept.length < UNKNOWN_KEY_ENVELOPES_MAX ? [...kept, arrival] : kept);
    return [id, "waiting", "unknown-key", []];
  }
  if (!(await replica.seal.verify(key, CHANGE, payload, signature)))
    return [id, "refused", "bad-signature", []];
  document.store(id, change);
  return null;
}

function verdictOf<Key>(replica: Replica<Key>, { id, change }: Arrival): Verdict {
  const { document, unknown } = dossierOf(replica, change.document);
  const { verdict, code } = document.verdict(id) as Standing;
  return [id, verdict, code, document.missing(id).filter((parent) => !unknown.has(parent))];
}
