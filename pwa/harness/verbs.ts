/** What the replica harness is asked, and what it answers (sync/SPEC.md, Z1–Z6). */

import { orMalformed } from "../src/sync/change";
import * as exclusions from "../src/sync/exclusions";
import { compareBytes, fromHex, type Hex, toHex, utf8 } from "../src/sync/packing";
import * as replicas from "../src/sync/replica";
import { makeSeal } from "../src/sync/seal";
import { importSecret } from "./keys";

type Request = Readonly<Record<string, unknown>>;
type Reply = Readonly<Record<string, unknown>>;

/** A request that cannot be done. Its text is the error; nothing has changed. */
class Refused extends Error {}

const MALFORMED: Reply = { error: "malformed" };

/** The replicas of one process: answers one line with one line, and never throws. */
export function makeHarness(): (line: string) => Promise<string> {
  const verbs = verbsOf();
  return async (line) => {
    try {
      const request = objectOf(line);
      const verb = typeof request.do === "string" ? verbs.get(request.do) : undefined;
      if (verb === undefined) throw new Refused("no such verb");
      return JSON.stringify(await verb(request));
    } catch (fault) {
      if (fault instanceof Refused) return JSON.stringify({ error: fault.message });
      throw fault;
    }
  };
}

function verbsOf(): ReadonlyMap<string, (request: Request) => Promise<Reply>> {
  const seal = makeSeal<CryptoKey>(crypto.subtle);
  const keys: replicas.Keys = new Map();
  const byName = new Map<string, replicas.Replica<CryptoKey>>();

  const replicaOf = (request: Request) => {
    const replica = byName.get(textOf(request, "name"));
    if (replica === undefined) throw new Refused("no such replica");
    return replica;
  };
  const documentOf = (request: Request) => {
    return replicas.dossierOf(replicaOf(request), hexOf(request, "document", 16)).document;
  };
  /** Every replica learns a key, in the order of their names. */
  const teach = async (device: Hex, publicKey: Uint8Array) => {
    keys.set(device, publicKey);
    const sealed: unknown[] = [];
    const names = [...byName].sort(([a], [b]) => compareBytes(utf8(a), utf8(b)));
    for (const [name, replica] of names) sealed.push(...named(name, await replicas.learn(replica, device)));
    return sealed;
  };

  return new Map<string, (request: Request) => Promise<Reply>>([
    [
      "new",
      async (request) => {
        const name = textOf(request, "name");
        const secret = await importSecret(fromHex(hexOf(request, "secret", 32)));
        if (secret === null) throw new Refused("not a secret");
        const replica = await replicas.createReplica(seal, secret.key, secret.public, keys);
        byName.set(name, replica);
        const sealed = request.stranger === true ? [] : await teach(replica.device, replica.public);
        return { device: replica.device, public: toHex(replica.public), sealed };
      },
    ],
    [
      "know",
      async (request) => {
        const publicKey = fromHex(hexOf(request, "public"));
        if (!(await seal.acceptable(publicKey))) throw new Refused("not a key");
        const device = await seal.deviceId(publicKey);
        return { device, sealed: await teach(device, publicKey) };
      },
    ],
    [
      "edit",
      async (request) => {
        const replica = replicaOf(request);
        const document = hexOf(request, "document", 16);
        const now = integerOf(request, "now");
        const { schema, operations } = request;
        if (!Array.isArray(operations)) return MALFORMED;
        const sealed = await replicas.edit(replica, document, schema, operations, now);
        return sealed === null ? MALFORMED : { sealed: sealed.map(written) };
      },
    ],
    [
      "seal",
      async (request) => {
        const replica = replicaOf(request);
        const dossier = replicas.dossierOf(replica, hexOf(request, "document", 16));
        replica.now = integerOf(request, "now");
        return { sealed: (await replicas.sealOpen(replica, dossier)).map(written) };
      },
    ],
    [
      "receive",
      async (request) => {
        const replica = replicaOf(request);
        const envelopes = hexesOf(request, "envelopes").map(fromHex);
        const { sealed, verdicts } = await replicas.receive(replica, envelopes, integerOf(request, "now"));
        return { sealed: sealed.map(written), verdicts };
      },
    ],
    [
      "exclude",
      async (request) => {
        const replica = replicaOf(request);
        const record = orMalformed(() =>
          exclusions.decode(
            exclusions.encode({
              document: hexOf(request, "document", 16),
              change: hexOf(request, "change", 32),
              parents: hexesOf(request, "parents"),
              operations: request.operations as exclusions.LeftOut,
              code: "",
              turn: integerOf(request, "turn"),
            }),
          ),
        );
        if (record.kind === "malformed") return MALFORMED;
        return { sealed: named(textOf(request, "name"), await replicas.exclude(replica, record)) };
      },
    ],
    [
      "state",
      async (request) => {
        const document = documentOf(request);
        const at = request.at === undefined || request.at === null ? undefined : hexesOf(request, "at");
        const state = document.state(at);
        return { state, digest: await seal.digest(state) };
      },
    ],
    ["conflicts", async (request) => ({ conflicts: documentOf(request).conflicts() })],
  ]);
}

function written({ payload, envelope }: replicas.Sealed) {
  return { payload: toHex(payload), envelope: toHex(envelope) };
}

function named(name: string, sealed: readonly replicas.Sealed[]): readonly unknown[] {
  return sealed.map((each) => [name, written(each)]);
}

function objectOf(line: string): Request {
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch {
    throw new Refused("not JSON");
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) throw new Refused("not an object");
  return found as Request;
}

function textOf(request: Request, name: string): string {
  const found = request[name];
  if (typeof found !== "string") throw new Refused(`${name} is not a string`);
  return found;
}

function integerOf(request: Request, name: string): number {
  const found = request[name];
  if (typeof found !== "number" || !Number.isInteger(found)) throw new Refused(`${name} is not an integer`);
  return found;
}

function hexOf(request: Request, name: string, bytes?: number): Hex {
  return checkedHex(request[name], name, bytes);
}

function hexesOf(request: Request, name: string): readonly Hex[] {
  const found = request[name];
  if (!Array.isArray(found)) throw new Refused(`${name} is not an array`);
  return found.map((item) => checkedHex(item, name));
}

function checkedHex(text: unknown, name: string, bytes?: number): Hex {
  const isHex = typeof text === "string" && /^(?:[0-9a-f]{2})*$/i.test(text);
  if (!isHex || (bytes !== undefined && text.length !== 2 * bytes)) {
    throw new Refused(`${name} is not hex of its length`);
  }
  return text.toLowerCase();
}
