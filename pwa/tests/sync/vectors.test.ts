/** The shared vectors, as tests/vectors/README.md says what each file asks. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { json } from "../../src/sync/canonical";
import { type Change, decode, encode } from "../../src/sync/change";
import { differ } from "../../src/sync/conflicts";
import * as consent from "../../src/sync/consent";
import { Document } from "../../src/sync/document";
import * as exclusions from "../../src/sync/exclusions";
import { provisional } from "../../src/sync/number";
import {
  fromHex,
  type Hex,
  NotCanonical,
  pack,
  toHex,
  unpack,
  type Value,
  type ValueMap,
} from "../../src/sync/packing";
import { type Label, unpackSigned } from "../../src/sync/seal";
import { judge } from "../../src/sync/submission";
import { seal, sha256 } from "./making";

type Long = Hex | readonly (readonly [Hex, number])[];
interface Named {
  readonly name: string;
  readonly rules: readonly string[];
}
interface Merged extends Named {
  readonly document: Hex;
  readonly changes: readonly Long[];
  readonly exclusions: readonly Long[];
}

/** One test a vector, named by its rules. */
function vectors<Vector>(file: string, check: (vector: Vector & Named) => void | Promise<void>): void {
  const url = new URL(`../../../tests/vectors/${file}.json`, import.meta.url);
  const read: { about: string; vectors: (Vector & Named)[] } = JSON.parse(readFileSync(url, "utf8"));
  describe(`${file}: ${read.about}`, () => {
    for (const vector of read.vectors) {
      test(`${vector.rules.join(" ")} ${vector.name}`, async () => await check(vector));
    }
  });
}

function bytesOf(long: Long): Uint8Array {
  return fromHex(typeof long === "string" ? long : long.map(([hex, times]) => hex.repeat(times)).join(""));
}

vectors<{ payload: Long; expect: string }>("well-formedness", ({ payload, expect: kind }) => {
  expect(decode(bytesOf(payload)).kind).toBe(kind);
});

vectors<{ value?: Value; packed: Long }>("encoding", (vector) => {
  const packed = bytesOf(vector.packed);
  if (!("value" in vector)) {
    expect(() => unpack(packed)).toThrow(NotCanonical);
    return;
  }
  expect(toHex(pack(vector.value))).toBe(toHex(packed));
  expect(json(unpack(packed) as Value)).toBe(json(vector.value as Value));
});

vectors<{ change: Omit<Change, "kind">; payload: Long; id: Hex }>(
  "changes",
  async ({ change, payload, id }) => {
    const bytes = bytesOf(payload);
    expect(toHex(encode(change))).toBe(toHex(bytes));
    expect(decode(bytes)).toEqual({ kind: "change", ...change });
    expect(await seal.changeId(bytes)).toBe(id);
  },
);

vectors<{ value: Value; text: string; equal: Value[]; different: Value[] }>("canonical", (vector) => {
  expect(json(vector.value)).toBe(vector.text);
  const isAnother = (value: Value) => {
    const entries = [vector.value, value].map((each) => ({ change: "", time: 0, value: each }));
    return differ(entries);
  };
  expect(vector.equal.map(isAnother)).toEqual(vector.equal.map(() => false));
  expect(vector.different.map(isAnother)).toEqual(vector.different.map(() => true));
});

interface Ids {
  readonly public?: Hex;
  readonly device?: Hex;
  readonly nonce?: Hex;
  readonly document?: Hex;
  readonly payload?: Long;
  readonly change?: Hex;
  readonly number?: string;
}
vectors<Ids>("ids", async ({ public: key, device, nonce, document, payload, change, number }) => {
  if (key !== undefined) expect(await seal.deviceId(fromHex(key))).toBe(device);
  if (device !== undefined && nonce !== undefined) {
    expect(await seal.documentId(device, fromHex(nonce))).toBe(document);
  }
  if (payload !== undefined) expect(await seal.changeId(bytesOf(payload))).toBe(change);
  if (document !== undefined && number !== undefined) expect(provisional(document)).toBe(number);
});

vectors<{ public: Hex; acceptable: boolean }>("keys", async (vector) => {
  expect(await seal.acceptable(fromHex(vector.public))).toBe(vector.acceptable);
});

interface Signature {
  readonly public: Hex;
  readonly label: string;
  readonly payload: Long;
  readonly signature: Hex;
  readonly valid: boolean;
}
vectors<Signature>("signatures", async ({ public: key, label, payload, signature, valid }) => {
  const answer = seal.verify(fromHex(key), `${label}\0` as Label, bytesOf(payload), fromHex(signature));
  expect(await answer).toBe(valid);
});

vectors<{ envelope: Long; payload?: Long; signature?: Hex }>(
  "envelopes",
  ({ envelope, payload, signature }) => {
    const opened = unpackSigned(bytesOf(envelope));
    if (payload === undefined) expect(opened).toBe(null);
    else expect(opened?.map(toHex)).toEqual([toHex(bytesOf(payload)), signature]);
  },
);

vectors<{ payload: Long; valid: boolean }>("exclusions", ({ payload, valid }) => {
  expect(exclusions.decode(bytesOf(payload)).kind).toBe(valid ? "exclusion" : "malformed");
});

/** Takes all in, in an order that a number names. */
function merge({ document, changes, exclusions: records }: Merged, order: number): Document {
  const merged = new Document(document);
  const takings = [
    ...changes.map((long) => () => {
      const payload = bytesOf(long);
      const change = decode(payload);
      if (change.kind === "malformed") throw new Error(`a change that breaks ${change.rule}`);
      merged.take(sha256(payload), change);
    }),
    ...records.map((long) => () => {
      const record = exclusions.decode(bytesOf(long));
      if (record.kind === "malformed") throw new Error(`a record that breaks ${record.rule}`);
      merged.exclude(record);
    }),
  ];
  const ordered = takings.map((take, index) => ({
    take,
    place: order === 0 ? index : sha256(`${order}/${index}`),
  }));
  if (order === 1) ordered.reverse();
  else if (order > 1) ordered.sort((a, b) => (a.place < b.place ? -1 : 1));
  for (const { take } of ordered) take();
  return merged;
}

interface Merge extends Merged {
  readonly state: string;
  readonly digest: Hex;
  readonly conflicts: readonly string[];
  readonly replaced: readonly (readonly [string, readonly Hex[]])[];
}
vectors<Merge>("merges", async (vector) => {
  expect(await seal.digest(vector.state)).toBe(vector.digest);
  for (let order = 0; order < 8; order++) {
    const merged = merge(vector, order);
    expect(merged.state()).toBe(vector.state);
    expect(merged.conflicts()).toEqual(vector.conflicts);
    const replaced = [...merged.replaced()].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(replaced.map(([path, entries]) => [path, entries.map(({ change }) => change)])).toEqual(
      vector.replaced,
    );
  }
});

interface Submitted extends Merged {
  readonly change: Hex;
  readonly judgement: "matching" | "differing";
  readonly digest?: Hex;
  readonly conflicts?: readonly string[];
}
vectors<Submitted>("submissions", async (vector) => {
  const judged = judge(merge(vector, 0), vector.change);
  const isMatching = judged !== null && (await seal.digest(judged.theirs)) === judged.digest;
  expect(isMatching ? "matching" : "differing").toBe(vector.judgement);
  if (!isMatching) return;
  expect(await seal.digest(judged.ours)).toBe(vector.digest);
  expect(judged.conflicts).toEqual(vector.conflicts);
});

interface Consented {
  readonly document?: Hex;
  readonly body?: ValueMap;
  readonly reads?: boolean;
  readonly asked?: Hex;
  readonly code?: string;
  readonly plain?: string;
  readonly hash?: Hex;
  readonly payload?: Hex;
  readonly seen?: consent.Seen;
}
vectors<Consented>("consents", ({ document = "", body, reads, asked, code, plain, hash, payload, seen }) => {
  if (body !== undefined) expect(consent.read(body) !== null).toBe(reads);
  if (body !== undefined && asked !== undefined) {
    expect(sha256(consent.asked(fromHex(document), body))).toBe(asked);
  }
  if (code !== undefined) {
    expect(consent.plain(code)).toBe(plain);
    expect(sha256(consent.cancelling(code))).toBe(hash);
  }
  if (payload !== undefined) expect(consent.readSeen(fromHex(payload))).toEqual(seen ?? null);
});
