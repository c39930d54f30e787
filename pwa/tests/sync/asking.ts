/** A replica harness in the same process, and the few requests that tests repeat. */

import { makeHarness } from "../../harness/verbs";
import { decode } from "../../src/sync/change";
import { fromHex, type Hex, toHex } from "../../src/sync/packing";
import { CHANGE, packSigned } from "../../src/sync/seal";
import { DOCUMENT, keyOf, type Made, seal, sha256 } from "./making";

const NOW = 1_795_000_000_000;
const SCHEMA = "khoi-cong@1";
/** The id of another document than DOCUMENT; it sorts before it. */
export const OTHER: Hex = "0e".repeat(16);

type Reply = Readonly<Record<string, unknown>>;
export interface Sealed {
  readonly payload: Hex;
  readonly envelope: Hex;
}

/** A harness with replicas of these names; nobody but themselves knows the keys of the strangers. */
export async function replicas(names: readonly string[], strangers: readonly string[] = []) {
  const answer = makeHarness();
  const ask = async (request: Reply): Promise<Reply> => JSON.parse(await answer(JSON.stringify(request)));
  const devices: Record<string, Hex> = {};
  for (const name of [...names, ...strangers]) {
    const stranger = strangers.includes(name);
    const { device } = await ask({ do: "new", name, secret: sha256(name), stranger });
    devices[name] = String(device);
  }
  return {
    ask,
    devices,
    edit: (name: string, operations: readonly unknown[], document = DOCUMENT, schema = SCHEMA) =>
      ask({ do: "edit", name, document, operations, schema, now: NOW }),
    seal: async (name: string, document = DOCUMENT, now = NOW) =>
      (await ask({ do: "seal", name, document, now })).sealed as readonly Sealed[],
    receive: (name: string, envelopes: readonly Hex[], now = NOW) =>
      ask({ do: "receive", name, envelopes, now }),
    state: async (name: string, document = DOCUMENT) =>
      (await ask({ do: "state", name, document })).state as string,
    /** An envelope of a change that nobody's replica made. */
    envelope: async (name: string, made: Made) => {
      const { key } = await keyOf(name);
      return toHex(packSigned(made.payload, await seal.sign(key, CHANGE, made.payload)));
    },
  };
}

export function operationsOf({ payload }: Sealed) {
  const change = decode(fromHex(payload));
  return change.kind === "change" ? change.operations : [];
}
