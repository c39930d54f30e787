/** A hub small enough to read: it verifies, merges with sync/, judges nothing, and answers as the protocol says. */

import { vi } from "vitest";
import { type Change, decode, type Newer } from "../../src/sync/change";
import { Document } from "../../src/sync/document";
import {
  decode as decodeExclusion,
  encode as encodeExclusion,
  type LeftOut,
} from "../../src/sync/exclusions";
import { fromHex, type Hex, pack, toHex } from "../../src/sync/packing";
import { CHANGE, DEVICE, EXCLUSION, makeSeal, packSigned, unpackSigned } from "../../src/sync/seal";
import { judge } from "../../src/sync/submission";
import type { Answer, Enrolled, Outcome, SyncRequest, SyncResponse, Verdict } from "../../src/wire.gen";
import type { Tab } from "./phone";

const seal = makeSeal<CryptoKey>(crypto.subtle);
const NOW_MS = Date.UTC(2026, 10, 21, 7, 2);

interface Held {
  readonly id: Hex;
  readonly change: Change | Newer;
  readonly envelope: Uint8Array;
}

type Said = Pick<Outcome, "since" | "holder_name" | "consent">;

/** One entry of the hub's commit order. */
type Entry = Partial<Pick<SyncResponse, "exclusions" | "devices" | "outcomes" | "verdicts">> & {
  readonly held?: Held;
};

export class Relay {
  readonly documents = new Map<Hex, Document>();
  private readonly keys: CryptoKeyPair;
  private readonly public: Uint8Array;
  private readonly devices = new Map<Hex, Uint8Array>();
  private readonly order: Entry[] = [];
  private readonly held = new Map<Hex, Held>();
  private readonly hidden: Uint8Array[] = [];
  private incarnation = 1;
  /** It does not tell of new devices, as no hub should. */
  hidesKeys = false;
  /** Entries in one reply. */
  page = 1_000;
  /** Verdicts to give instead of its own, by change. */
  readonly forced = new Map<Hex, readonly ["waiting" | "refused" | "quarantined" | "accepted", string]>();
  /** It answers as to a withdrawn device: what became of its changes, what the hub lacks, and its place (SPEC T15). */
  hasWithdrawn = false;

  private constructor(keys: CryptoKeyPair, spki: Uint8Array) {
    this.keys = keys;
    this.public = spki;
  }

  static async start(): Promise<Relay> {
    const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
      "sign",
      "verify",
    ]);
    return new Relay(keys, new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey)));
  }

  /** Ties the device of that tab to a person, whose account is the same for all unless said. */
  async enrol(tab: Tab, person: string, label: string, account: Hex = "00".repeat(16)): Promise<void> {
    const { device, public: key } = await tab.ensureKeys();
    const payload = pack([1, fromHex(device), key, fromHex(account), person, label, NOW_MS]);
    const enrolment = await this.sign(DEVICE, payload);
    this.devices.set(device, key);
    if (this.hidesKeys) this.hidden.push(enrolment);
    else this.order.push({ devices: [enrolment] });
    const enrolled: Enrolled = {
      device: fromHex(device),
      account: fromHex(account),
      person,
      role: "citizen",
      unit: "",
      unit_name: "",
      hub: this.public,
      enrolment,
      time: NOW_MS,
      nonce: new Uint8Array([1]),
    };
    await tab.keepAccount(enrolled);
  }

  /** Signs that this key is that device's, whether or not it is. */
  async vouch(device: Hex, key: Uint8Array): Promise<void> {
    const payload = pack([1, fromHex(device), key, new Uint8Array(16), "Ai đó", "Máy nào đó", NOW_MS]);
    this.order.push({ devices: [await this.sign(DEVICE, payload)] });
  }

  tellKeys(): void {
    this.hidesKeys = false;
    this.order.push({ devices: this.hidden.splice(0) });
  }

  async answer(request: SyncRequest): Promise<SyncResponse> {
    const verdicts: Verdict[] = [];
    const judged: Hex[] = [];
    for (const envelope of request.changes) judged.push(await this.take(envelope));
    for (const id of judged) verdicts.push(this.verdict(id));
    const start = this.placeOf(request.cursor);
    const page = this.order.slice(start, start + this.page);
    const own = page.flatMap((entry) => entry.verdicts ?? []);
    const whole: SyncResponse = {
      verdicts: [...verdicts, ...own],
      devices: page.flatMap((entry) => entry.devices ?? []),
      changes: page.flatMap(({ held }) => (held === undefined ? [] : [held.envelope])),
      exclusions: page.flatMap((entry) => entry.exclusions ?? []),
      outcomes: page.flatMap((entry) => entry.outcomes ?? []),
      wanted: request.heads.flatMap(([, heads]) => heads.filter((head) => !this.held.has(toHex(head)))),
      cursor: this.cursorAt(start + page.length),
      more: start + page.length < this.order.length,
      revoked: this.hasWithdrawn,
      time: NOW_MS,
      nonce: new Uint8Array([2]),
    };
    return this.hasWithdrawn ? { ...whole, devices: [], changes: [], exclusions: [], outcomes: [] } : whole;
  }

  /** A person looked at what was quarantined: the verdict goes out to whoever is on the way to that place. */
  rejudge(change: Hex, verdict: "accepted" | "refused", code = ""): void {
    this.forced.set(change, [verdict, code]);
    this.order.push({ verdicts: [this.verdict(change)] });
  }

  async exclude(document: Hex, change: Hex, operations: LeftOut, code: string): Promise<void> {
    const held = this.documentOf(document);
    const parents = held.applied(change)?.parents ?? [];
    const payload = encodeExclusion({ document, change, parents, operations, code, turn: 1 });
    const record = decodeExclusion(payload);
    if (record.kind === "exclusion") held.exclude(record);
    this.order.push({ exclusions: [await this.sign(EXCLUSION, payload)], verdicts: [this.verdict(change)] });
  }

  /** The authority decides: a new standing of the dossier. */
  say(news: { document: Hex } & Pick<Outcome, "version" | "state" | "answers"> & Partial<Said>): void {
    const rest = { holder: "", holder_name: "", since: NOW_MS, due: null, consent: null };
    this.order.push({ outcomes: [{ ...rest, ...news, document: fromHex(news.document) }] });
  }

  /** The authority's answer to the last submission that it holds. */
  answerTo(document: Hex, answer: Answer["answer"], errors: Answer["errors"] = []): Answer {
    const change = this.submissions(document).at(-1) ?? "";
    const rest = { code: errors.length > 0 ? "form-invalid" : "", time: NOW_MS, receipt: null };
    return { change: fromHex(change), command: "submitted", answer, errors, ...rest };
  }

  /** Submissions in the order in which they were applied. */
  submissions(document: Hex): readonly Hex[] {
    const held = this.documentOf(document);
    return held.order().filter((id) => held.applied(id)?.operations[0]?.[1] === "submitted");
  }

  /** Is the digest of the last submission that of the state which is folded here? */
  async judgesAlike(document: Hex): Promise<boolean> {
    const judged = judge(this.documentOf(document), this.submissions(document).at(-1) ?? "");
    return judged !== null && (await seal.digest(judged.theirs)) === judged.digest;
  }

  /** Comes back from an old backup: as another incarnation, which knows the first entries only. */
  restore(entries: number): void {
    this.incarnation++;
    this.order.splice(entries);
    this.documents.clear();
    this.held.clear();
    for (const { held } of this.order) if (held !== undefined) this.hold(held);
  }

  /** What it was sent, as it lies there. */
  get envelopes(): readonly Uint8Array[] {
    return [...this.held.values()].map(({ envelope }) => envelope);
  }

  /** The changes that it has, in the order in which they came. */
  get changes(): readonly Hex[] {
    return [...this.held.keys()];
  }

  documentOf(id: Hex): Document {
    const document = this.documents.get(id) ?? new Document(id);
    this.documents.set(id, document);
    return document;
  }

  private hold(held: Held): void {
    this.held.set(held.id, held);
    this.documentOf(held.change.document).take(held.id, held.change);
  }

  private async take(envelope: Uint8Array): Promise<Hex> {
    const [payload, signature] = unpackSigned(envelope) ?? [];
    if (payload === undefined || signature === undefined) throw new Error("the phone sent no envelope");
    const id = await seal.changeId(payload);
    if (this.held.has(id) || this.forced.has(id)) return id;
    const change = decode(payload);
    if (change.kind === "malformed") throw new Error(`the phone sent a malformed change: ${change.rule}`);
    const key = this.devices.get(change.device);
    if (key === undefined || !(await seal.verify(key, CHANGE, payload, signature)))
      throw new Error("the phone sent a change that cannot be verified");
    this.hold({ id, change, envelope });
    this.order.push({ held: { id, change, envelope } });
    return id;
  }

  private verdict(id: Hex): Verdict {
    const forced = this.forced.get(id);
    if (forced !== undefined) return [fromHex(id), ...forced, []];
    const document = [...this.documents.values()].find((one) => one.holds(id));
    const { verdict, code } = document?.verdict(id) ?? { verdict: "refused", code: "malformed" };
    return [fromHex(id), verdict, code, (document?.missing(id) ?? []).map(fromHex)];
  }

  private async sign(label: typeof DEVICE | typeof EXCLUSION, payload: Uint8Array): Promise<Uint8Array> {
    return packSigned(payload, await seal.sign(this.keys.privateKey, label, payload));
  }

  /** The first 16 bytes name node and incarnation, the rest is a place in the order. */
  private cursorAt(place: number): Uint8Array {
    const cursor = new Uint8Array(20);
    cursor[0] = this.incarnation;
    new DataView(cursor.buffer).setUint32(16, place);
    return cursor;
  }

  private placeOf(cursor: Uint8Array): number {
    if (cursor[0] !== this.incarnation) return 0;
    return new DataView(cursor.buffer, cursor.byteOffset).getUint32(16);
  }
}

/** One round trip; with `lost`, the reply never arrives. */
export async function trip(
  tab: Tab,
  relay: Relay,
  lost = false,
): Promise<{ more: boolean; newlySettled: number }> {
  const gathered = await tab.gather(524_288);
  if (gathered === null) throw new Error("this device belongs to nobody");
  const response = await relay.answer(gathered.request);
  return lost ? { more: true, newlySettled: 0 } : tab.absorb(gathered, response);
}

/** As many as it takes, and until what came is applied and drawn. */
export async function sync(tab: Tab, relay: Relay): Promise<void> {
  for (let trips = 0; (await trip(tab, relay)).more; trips++)
    if (trips > 20) throw new Error("it never ends");
  const rows = await tab.read(["documents"], (tx) => tx.all("documents"));
  for (const { document } of rows) {
    await vi.waitFor(async () => {
      await tab.takeIn(document);
      const waiting = await tab.read(["changes"], (tx) => tx.where("changes", "taken", [document, 0]));
      if (waiting.length > 0) throw new Error("stored and not applied");
    });
    await tab.redraw(document);
  }
}
