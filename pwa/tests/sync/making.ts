/** Changes, exclusions and keys for tests, with as little to write down as possible. */

import { createHash } from "node:crypto";
import { importSecret } from "../../harness/keys";
import { type Change, encode, type Operation } from "../../src/sync/change";
import { Document } from "../../src/sync/document";
import * as exclusions from "../../src/sync/exclusions";
import { fromHex, type Hex } from "../../src/sync/packing";
import { makeSeal } from "../../src/sync/seal";

export const seal = makeSeal<CryptoKey>(crypto.subtle);
export const DOCUMENT: Hex = "d0".repeat(16);
export const LAN: Hex = "1a".repeat(16);
export const BAY: Hex = "ba".repeat(16);
export const ROW = "9f3kq0aa00000";

export interface Made {
  readonly id: Hex;
  readonly change: Change;
  readonly payload: Uint8Array;
}

export function sha256(data: Uint8Array | string): Hex {
  return createHash("sha256").update(data).digest("hex");
}

/** A change on these parents; by Lan, at time 0, in one document, unless said. */
export function make(
  parents: readonly Made[],
  operations: readonly Operation[],
  frame: Partial<Change> = {},
): Made {
  const change: Change = {
    kind: "change",
    version: 1,
    schema: "khoi-cong@1",
    document: DOCUMENT,
    device: LAN,
    time: 0,
    parents: parents.map(({ id }) => id).sort(),
    operations,
    ...frame,
  };
  const payload = encode(change);
  return { id: sha256(payload), change, payload };
}

export function set(path: string, value: Change["operations"][0][2]): Operation {
  return ["set", path, value] as Operation;
}

/** A record about a change, as the custodian would send it. */
export function leaveOut(
  made: Made,
  operations: exclusions.LeftOut,
  turn = 1,
  code = "",
): exclusions.Exclusion {
  const { document, parents } = made.change;
  return recordOf({ document, change: made.id, parents, operations, code, turn });
}

export function recordOf(terms: exclusions.Terms): exclusions.Exclusion {
  const record = exclusions.decode(exclusions.encode(terms));
  if (record.kind === "malformed") throw new Error(`a record that breaks ${record.rule}`);
  return record;
}

/** A document that holds these, taken in one by one. */
export function holding(changes: readonly Made[], records: readonly exclusions.Exclusion[] = []): Document {
  const document = new Document(DOCUMENT);
  for (const { id, change } of changes) document.take(id, change);
  for (const record of records) document.exclude(record);
  return document;
}

export async function keyOf(name: string) {
  const secret = await importSecret(fromHex(sha256(name)));
  if (secret === null) throw new Error("no private number of the curve");
  return secret;
}
