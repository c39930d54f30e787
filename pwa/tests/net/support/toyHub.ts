/** A hub that takes every change in, once, and answers as the protocol says. It merges nothing: that is the store's matter. */

import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { pack, unpackLoose } from "../../../src/sync/packing";
import { unpackSigned } from "../../../src/sync/seal";
import type { SyncRequest, SyncResponse, Verdict } from "../../../src/wire.gen";
import type { Arrived } from "./server";

export class ToyHub {
  /** Ids of the changes that it holds, in the order in which they came. */
  readonly held = new Set<string>();
  /** Changes that it takes from one request; what else is in it gets no verdict. */
  takes = Number.POSITIVE_INFINITY;

  answer(request: Arrived, other: Partial<SyncResponse> = {}): Buffer {
    const { changes } = requestIn(request);
    const verdicts = changes.slice(0, this.takes).map((envelope): Verdict => {
      const id = createHash("sha256")
        .update((unpackSigned(envelope) ?? [new Uint8Array()])[0])
        .digest();
      this.held.add(id.toString("hex"));
      return [new Uint8Array(id), "accepted", "", []];
    });
    const cursor = new Uint8Array(24).fill(1);
    cursor[23] = this.held.size;
    const nothing = { devices: [], changes: [], exclusions: [], outcomes: [], wanted: [] };
    const response: SyncResponse = {
      verdicts,
      ...nothing,
      cursor,
      more: false,
      revoked: false,
      time: Date.UTC(2026, 10, 21),
      nonce: new Uint8Array(24).fill(2),
      ...other,
    };
    return Buffer.from(pack(response));
  }
}

export function packedReply(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { "Content-Type": "application/msgpack" }).end(body);
}

function requestIn({ body, headers }: Arrived): SyncRequest {
  return unpackLoose(headers["content-encoding"] === "gzip" ? gunzipSync(body) : body) as SyncRequest;
}
