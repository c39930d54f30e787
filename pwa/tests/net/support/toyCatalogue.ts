/** A hub that gives out a catalogue: signed as the real one signs it, and spoilt on the way where a test says so. */

import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { pack } from "../../../src/sync/packing";
import { CATALOGUE, makeSeal, packSigned } from "../../../src/sync/seal";
import { digests } from "../../../tooling/bundle.mjs";
import type { Arrived } from "./server";

export const ISSUED_MS = Date.UTC(2026, 11, 1);

const seal = makeSeal<CryptoKey>(crypto.subtle);

export class ToyCatalogue {
  issuedMs = ISSUED_MS;
  /** Beside what is built in, or in the place of it; null: no such entry any more. */
  readonly changed = new Map<string, string | null>();
  readonly public: Uint8Array;
  private readonly private: CryptoKey;

  private constructor(spki: Uint8Array, key: CryptoKey) {
    this.public = spki;
    this.private = key;
  }

  static async make(): Promise<ToyCatalogue> {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
      "sign",
      "verify",
    ]);
    const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
    return new ToyCatalogue(spki, pair.privateKey);
  }

  /** To a request for the manifest or for an entry. */
  answer({ url, headers }: Arrived, record: Uint8Array, response: ServerResponse): void {
    if (url !== "/api/catalogue") {
      this.entry(url, response);
      return;
    }
    const etag = `"${hash(record)}"`;
    if (headers["if-none-match"] === etag) response.writeHead(304, { ETag: etag }).end();
    else response.writeHead(200, { "Content-Type": "application/msgpack", ETag: etag }).end(record);
  }

  async record(): Promise<Uint8Array> {
    const manifest = pack([1, this.issuedMs, this.listed()]);
    return packSigned(manifest, await seal.sign(this.private, CATALOGUE, manifest));
  }

  private listed(): readonly (readonly [string, Uint8Array, number])[] {
    const listed = new Map<string, readonly [string, Uint8Array, number]>();
    // What is built in is never fetched: how long it is, nobody asks.
    for (const [name, digest] of Object.entries(digests()))
      listed.set(name, [name, new Uint8Array(Buffer.from(digest, "hex")), 2]);
    for (const [name, text] of this.changed) {
      if (text === null) listed.delete(name);
      else listed.set(name, [name, new Uint8Array(Buffer.from(hash(text), "hex")), Buffer.byteLength(text)]);
    }
    return [...listed.values()].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  private entry(url: string, response: ServerResponse): void {
    const found = [...this.changed.values()].find((text) => text !== null && url === addressOf(text));
    if (found) response.writeHead(200, { "Content-Type": "application/json" }).end(found);
    else response.writeHead(404, { "Content-Type": "application/problem+json" }).end('{"code":"not-found"}');
  }
}

export function addressOf(text: string): string {
  return `/api/catalogue/${hash(text)}`;
}

export function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
