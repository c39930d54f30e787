/** The shared scripts for the replica harness, answered by this one (tests/vectors/histories.json). */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeHarness } from "../../harness/verbs";
import { decode } from "../../src/sync/change";
import { fromHex, type Hex, toHex } from "../../src/sync/packing";
import { CHANGE, unpackSigned } from "../../src/sync/seal";
import { seal } from "./making";

interface Sealed {
  readonly payload: Hex;
  readonly envelope: Hex;
}
type Reply = Readonly<Record<string, unknown>> & {
  readonly sealed?: readonly (Sealed | readonly [string, Sealed])[];
  readonly error?: string;
};
interface History {
  readonly name: string;
  readonly rules: readonly string[];
  readonly script: readonly (readonly [Reply, Reply])[];
}

const url = new URL("../../../tests/vectors/histories.json", import.meta.url);
const { about, vectors }: { about: string; vectors: readonly History[] } = JSON.parse(
  readFileSync(url, "utf8"),
);

/** What has to be the same: everything but signatures, and the words of errors other than "malformed". */
function compared({ sealed, error, ...rest }: Reply): unknown {
  if (error !== undefined) return { error: error === "malformed" ? error : "some" };
  return {
    ...rest,
    sealed: sealed?.map((each) => ("payload" in each ? each.payload : [each[0], each[1].payload])),
  };
}

describe(`histories: ${about}`, () => {
  for (const { name, rules, script } of vectors) {
    test(`${rules.join(" ")} ${name}`, async () => {
      const answer = makeHarness();
      const keys = new Map<Hex, Uint8Array>();
      for (const [request, reply] of script) {
        const given: Reply = JSON.parse(await answer(JSON.stringify(request)));
        expect(compared(given)).toEqual(compared(reply));
        if ("public" in given) keys.set(String(given.device), fromHex(String(given.public)));
        for (const each of given.sealed ?? []) {
          const { payload, envelope } = "payload" in each ? each : each[1];
          const [signed, signature] = unpackSigned(fromHex(envelope)) ?? [new Uint8Array(), new Uint8Array()];
          expect(toHex(signed)).toBe(payload);
          const change = decode(signed);
          const key = keys.get("device" in change ? change.device : "") ?? new Uint8Array();
          expect(await seal.verify(key, CHANGE, signed, signature)).toBe(true);
        }
      }
    });
  }
});
