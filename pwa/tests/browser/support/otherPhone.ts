// A person's other phone, without a browser: the app's own merge and wire, driven from a test against a real hub.
import { between, newRowId } from "../../../src/forms/positions";
import { decodeSyncResponse } from "../../../src/net/decode";
import { decodeChallenge, decodeEnrolled } from "../../../src/net/enrolReplies";
import { fromBase64, type Signer, signatureHeaders } from "../../../src/net/httpSignature";
import { cancelling } from "../../../src/sync/consent";
import { decode as decodeExclusion } from "../../../src/sync/exclusions";
import { type Hex, pack, toHex, unpack, type Value, type ValueMap } from "../../../src/sync/packing";
import {
  createReplica,
  dossierOf,
  edit,
  exclude,
  type Replica,
  receive,
  sealOpen,
} from "../../../src/sync/replica";
import { ENROL, makeSeal, unpackSigned } from "../../../src/sync/seal";
import { body as submission } from "../../../src/sync/submission";
import type { SyncResponse } from "../../../src/wire.gen";
import { type Placed, placed } from "./complete";

export type Answers = Readonly<Record<string, Value>>;

/** How somebody agreed, but for what is the same of all of them here. */
export interface Agreed {
  readonly name: string;
  readonly procedure: string;
  readonly mode: string;
  readonly proof: Readonly<Record<string, string>>;
  /** The code on the citizen's paper. */
  readonly cancel: string;
}

export interface OtherPhone {
  readonly device: Hex;
  /** Begins a dossier with these answers, for somebody else where a consent is given; nothing is sent yet. */
  begin(form: string, answers: Answers, consent?: ValueMap): Promise<Hex>;
  /** One more change, on all that is here. */
  write(document: Hex, form: string, answers: Answers): Promise<void>;
  /** Answers with the new row's id. */
  addRow(document: Hex, form: string, list: string, answers: Answers): Promise<string>;
  /** Hands in what is here, whether or not the form is content with it. */
  submit(document: Hex, form: string): Promise<void>;
  /** Sends somebody else's envelopes as they are; answers the verdicts and their codes. */
  carry(envelopes: readonly Uint8Array[]): Promise<readonly (readonly [verdict: string, code: string])[]>;
  /** Sends what is here and takes in what the hub has. */
  exchange(): Promise<void>;
  /** The values that stand at a path, in no order that means anything. */
  values(document: Hex, path: string): readonly Value[];
  /** All answers, as they stand. */
  answers(document: Hex): Placed;
  /** How many changes of that dossier wrote this value there. */
  writings(document: Hex, path: string, value: Value): number;
  /** How many submissions are in that dossier; 0 also where it never came here. */
  submissions(document: Hex): number;
}

/** `link`: as a hub prints it for its demo people. */
export async function enrolPhone(link: string, label: string): Promise<OtherPhone> {
  const seal = makeSeal<CryptoKey>(crypto.subtle);
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const replica = await createReplica(seal, pair.privateKey, spki, new Map());
  const { origin, hash } = new URL(link);
  const code = hash.replace("#ma=", "");
  const challenge = decodeChallenge((await post(origin, "/api/devices/challenge", new Uint8Array())).body);
  if (challenge === null) throw new Error("the hub gave no challenge");
  const { nonce } = challenge;
  const signature = await seal.sign(pair.privateKey, ENROL, pack([nonce, spki, code]));
  const asked = pack({ code, public: spki, nonce, signature, label });
  const enrolled = decodeEnrolled((await post(origin, "/api/devices", asked)).body);
  if (enrolled === null) throw new Error("the hub did not take the other phone in");
  return phoneOf(replica, origin, enrolled.nonce);
}

function phoneOf(replica: Replica<CryptoKey>, origin: string, firstNonce: Uint8Array): OtherPhone {
  const { seal, device } = replica;
  const unsent: Uint8Array[] = [];
  let cursor = new Uint8Array();
  let nonce = firstNonce;

  async function append(document: Hex, form: string, operations: readonly unknown[]): Promise<void> {
    const before = await edit(replica, document, form, operations, Date.now());
    if (before === null) throw new Error("operations that no change can hold");
    const last = await sealOpen(replica, dossierOf(replica, document));
    unsent.push(...[...before, ...last].map(({ envelope }) => envelope));
  }

  async function trip(): Promise<boolean> {
    const request = { cursor, changes: unsent, exclusions: [], heads: [], limit: 524_288 };
    const reply = await signed(new Uint8Array(pack(request)));
    await takeIn(replica, reply);
    unsent.length = 0;
    cursor = new Uint8Array(reply.cursor);
    return reply.more;
  }

  async function signed(body: Uint8Array<ArrayBuffer>): Promise<SyncResponse> {
    const parts = { method: "POST", path: "/api/sync", query: "?", body } as const;
    for (const again of [true, false]) {
      const headers = await signatureHeaders(parts, nonce, signerOf(replica));
      const reply = await post(origin, parts.path, body, { ...headers });
      nonce = reply.nonce ?? nonce;
      const answer = decodeSyncResponse(reply.body);
      if (answer !== null) return answer;
      if (!(again && reply.status === 401)) throw new Error(`the hub answered ${reply.status}`);
    }
    throw new Error("the hub takes no nonce");
  }

  return {
    device,
    async carry(envelopes) {
      const request = { cursor, changes: envelopes, exclusions: [], heads: [], limit: 524_288 };
      const { verdicts } = await signed(new Uint8Array(pack(request)));
      return verdicts.map(([, verdict, code]) => [verdict, code] as const);
    },
    async begin(form, answers, consent) {
      const own = crypto.getRandomValues(new Uint8Array(16));
      const document = await seal.documentId(device, own);
      const agreed = consent === undefined ? [] : [["record", "consented", consent]];
      await append(document, form, [
        ["record", "created", { nonce: toHex(own) }],
        ...agreed,
        ...sets(answers),
      ]);
      return document;
    },
    write: (document, form, answers) => append(document, form, sets(answers)),
    async addRow(document, form, list, answers) {
      const row = newRowId();
      const inRow = Object.entries(answers).map(([name, value]) => ["set", `${list}/@${row}/${name}`, value]);
      await append(document, form, [["insert", list, row, between("", "")], ...inRow]);
      return row;
    },
    async submit(document, form) {
      const now = dossierOf(replica, document).document;
      const digest = await seal.digest(now.state());
      await append(document, form, [["record", "submitted", submission(now, form, digest)]]);
    },
    async exchange() {
      while (await trip());
    },
    values: (document, path) =>
      dossierOf(replica, document)
        .document.field(path)
        .map(({ value }) => value),
    answers(document) {
      const held = dossierOf(replica, document).document;
      const values = [...held.fields()].map(([path, [first]]) => [path, first?.value ?? null] as const);
      const rows = held
        .lists()
        .map((list) => [list, held.rows(list).flatMap((row) => (row.visible ? [row.id] : []))] as const);
      return placed(new Map(values), new Map(rows));
    },
    writings(document, path, value) {
      const held = dossierOf(replica, document).document;
      const written = held.order().flatMap((id) => held.applied(id)?.operations ?? []);
      return written.filter(([kind, at, what]) => kind === "set" && at === path && what === value).length;
    },
    submissions: (document) =>
      dossierOf(replica, document)
        .document.log()
        .filter(({ kind }) => kind === "submitted").length,
  };
}

async function takeIn(replica: Replica<CryptoKey>, reply: SyncResponse): Promise<void> {
  for (const record of reply.devices) {
    const [payload] = unpackSigned(record) ?? [];
    const parts = payload === undefined ? [] : unpack(payload);
    const [, device, key] = parts as readonly unknown[];
    if (device instanceof Uint8Array && key instanceof Uint8Array) replica.keys.set(toHex(device), key);
  }
  await receive(replica, reply.changes, Date.now());
  for (const signedRecord of reply.exclusions) {
    const record = decodeExclusion(unpackSigned(signedRecord)?.[0] ?? new Uint8Array());
    if (record.kind === "exclusion") await exclude(replica, record);
  }
}

/** The body of a consent. */
export async function consentOf({ name, procedure, mode, proof, cancel }: Agreed): Promise<ValueMap> {
  const code = await crypto.subtle.digest("SHA-256", new Uint8Array(cancelling(cancel)));
  return {
    ...{ name, procedure, text: 1, language: "vi", mode, proof },
    expires: Date.now() + 30 * 86_400_000,
    cancel: toHex(new Uint8Array(code)),
    notices: { to: "own", name: "", phone: "", address: "" },
  };
}

function sets(answers: Answers): readonly unknown[] {
  return Object.entries(answers).map(([path, value]) => ["set", path, value]);
}

function signerOf({ device, key }: Replica<CryptoKey>): Signer {
  return {
    device,
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, message)),
  };
}

interface Reply {
  readonly status: number;
  readonly body: Uint8Array;
  readonly nonce: Uint8Array | null;
}

async function post(
  origin: string,
  path: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const type = "application/msgpack";
  const reply = await fetch(origin + path, {
    method: "POST",
    headers: { Accept: type, "Content-Type": type, ...headers },
    body: new Uint8Array(body),
  });
  return {
    status: reply.status,
    body: new Uint8Array(await reply.arrayBuffer()),
    nonce: fromBase64(reply.headers.get("Haidang-Nonce") ?? ""),
  };
}
