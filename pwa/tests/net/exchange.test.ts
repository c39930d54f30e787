/** Whole conversations: the real store over a database in memory, and real HTTP. */

import type { ServerResponse } from "node:http";
import { IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test, vi } from "vitest";
import type { Exchanged } from "../../src/net/exchange";
import { pack } from "../../src/sync/packing";
import { begin, deviceOfLan, openDevice } from "./support/device";
import { type Outside, serve } from "./support/server";
import { packedReply, ToyHub } from "./support/toyHub";

const { put } = IDBObjectStore.prototype;
let outside: Outside | undefined;

afterEach(async () => {
  IDBObjectStore.prototype.put = put;
  await outside?.close();
  vi.unstubAllGlobals();
});

test("what was typed reaches the hub, and only its answer settles it", async () => {
  const device = await deviceOfLan();
  const hub = new ToyHub();
  outside = await serve((request, response) => packedReply(response, hub.answer(request)));
  const done = await run();
  expect(done).toMatchObject({ failure: null, settled: 1 });
  expect(hub.held.size).toBe(1);
  expect((await device.tally())?.unsent).toBe(0);
  expect((await device.exchange()).clockOffsetMs).toBe(done.clockOffsetMs);
});

test("a withdrawn device hears of it, and what it sent is settled all the same", async () => {
  const device = await deviceOfLan();
  const hub = new ToyHub();
  outside = await serve((request, response) => packedReply(response, hub.answer(request, { revoked: true })));
  expect(await run()).toMatchObject({ failure: null, settled: 1, isRevoked: true });
  expect((await device.tally())?.unsent).toBe(0);
});

test("without an account nothing leaves the device", async () => {
  await begin(await openDevice());
  outside = await serve((_, response) => response.end());
  expect(await run()).toEqual({ failure: null, settled: 0, trips: 0, clockOffsetMs: null, isRevoked: false });
  expect(outside.arrived).toHaveLength(0);
});

const FALSE: readonly (readonly [string, string, (response: ServerResponse, body: Buffer) => void])[] = [
  ["a captive portal's page", "not-the-hub", (response) => page(response, 200)],
  [
    "a portal's page that claims the right type",
    "not-the-hub",
    (response) => packedReply(response, Buffer.from("<html>")),
  ],
  ["a redirect", "not-the-hub", (response) => page(response, 302, { Location: "/login" })],
  [
    "half of the answer",
    "not-the-hub",
    (response, body) => packedReply(response, body.subarray(0, body.length / 2)),
  ],
  [
    "an answer of another shape",
    "not-the-hub",
    (response) => packedReply(response, Buffer.from(pack({ verdicts: [] }))),
  ],
  ["a hub that fails", "busy", (response) => page(response, 503)],
  ["a line that breaks", "unreachable", (response) => response.destroy()],
];

test.each(FALSE)(
  "%s settles nothing, though the hub took it in; the next trip settles it, once",
  async (_, kind, spoil) => {
    const device = await deviceOfLan();
    const hub = new ToyHub();
    let spoiled = true;
    outside = await serve((request, response) => {
      const body = hub.answer(request);
      if (spoiled) spoil(response, body);
      else packedReply(response, body);
    });
    expect((await run()).failure).toMatchObject({ kind });
    expect((await device.tally())?.unsent).toBe(1);
    spoiled = false;
    expect(await run()).toMatchObject({ failure: null, settled: 1 });
    expect((await device.tally())?.unsent).toBe(0);
    expect(hub.held.size).toBe(1);
  },
);

test("a hub that always promises more and gives nothing is not asked for ever", async () => {
  await deviceOfLan();
  const hub = new ToyHub();
  outside = await serve((request, response) => packedReply(response, hub.answer(request, { more: true })));
  expect((await run()).failure).toMatchObject({ kind: "busy" });
  expect(outside.arrived.length).toBeLessThan(10);
});

test("trips follow one another while the hub has more, with the cursor that it gave", async () => {
  await deviceOfLan();
  const hub = new ToyHub();
  let left = 12;
  outside = await serve((request, response) => {
    left -= 1;
    const cursor = new Uint8Array(24);
    cursor[23] = left;
    packedReply(response, hub.answer(request, { more: left > 0, cursor }));
  });
  expect(await run()).toMatchObject({ failure: null, trips: 12 });
});

test("which dossiers are on their way is told, and that they are no more also after a failure", async () => {
  const { document, watch } = await deviceOfLan();
  const told: (readonly string[])[] = [];
  const stop = watch(({ sending }) => sending && told.push(sending));
  outside = await serve((_, response) => page(response, 200));
  await run();
  stop();
  expect(told).toEqual([[document], []]);
});

test("a device that is full settles nothing and says that it is its own fault", async () => {
  const device = await deviceOfLan();
  const hub = new ToyHub();
  outside = await serve((request, response) => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    packedReply(response, hub.answer(request));
  });
  expect((await run()).failure).toEqual({ kind: "storage" });
  IDBObjectStore.prototype.put = put;
  expect((await device.tally())?.unsent).toBe(1);
});

/** The exchange of the device that was opened last. */
async function run(): Promise<Exchanged> {
  const { exchange } = await import("../../src/net/exchange");
  return exchange(new AbortController().signal);
}

function page(response: ServerResponse, status: number, headers = {}): void {
  response.writeHead(status, { "Content-Type": "text/html", ...headers }).end("<h1>Wi-Fi</h1>");
}
