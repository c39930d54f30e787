/** Whole conversations: the real store on a phone in memory, real HTTP, and a hub that merges. */

import type { ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test } from "vitest";
import type { Exchanged } from "../../src/net/exchange";
import { pack, unpackLoose } from "../../src/sync/packing";
import type { SyncRequest, SyncResponse } from "../../src/wire.gen";
import { type Alone, draft, enrolled } from "../store/people";
import type { Relay } from "../store/relay";
import { type Arrived, type Outside, serve } from "./support/server";

const { put } = IDBObjectStore.prototype;
let outside: Outside | undefined;

afterEach(async () => {
  IDBObjectStore.prototype.put = put;
  await outside?.close();
});

test("what was typed reaches the hub, and only its answer settles it", async () => {
  const { tab, relay, document } = await enrolled();
  outside = await serve((request, response) => void answer(relay, request, response));
  const done = await run();
  expect(done).toMatchObject({ failure: null, settled: 1 });
  expect(relay.documentOf(document).field("/work/name")).toMatchObject([{ value: "Nhà" }]);
  expect(await tab.unsent()).toBe(0);
  expect((await tab.exchange()).clockOffsetMs).toBe(done.clockOffsetMs);
});

test("without an account nothing leaves the device", async () => {
  await draft();
  outside = await serve((_, response) => response.end());
  expect(await run()).toEqual({ failure: null, settled: 0, trips: 0, clockOffsetMs: null });
  expect(outside.arrived).toHaveLength(0);
});

const FALSE: readonly (readonly [string, string, (response: ServerResponse, body: Buffer) => void])[] = [
  ["a captive portal's page", "not-the-hub", (response) => page(response, 200)],
  [
    "a portal's page that claims the right type",
    "not-the-hub",
    (response) => reply(response, Buffer.from("<html>")),
  ],
  ["a redirect", "not-the-hub", (response) => page(response, 302, { Location: "/login" })],
  [
    "half of the answer",
    "not-the-hub",
    (response, body) => reply(response, body.subarray(0, body.length / 2)),
  ],
  [
    "an answer of another shape",
    "not-the-hub",
    (response) => reply(response, Buffer.from(pack({ verdicts: [] }))),
  ],
  ["a hub that fails", "busy", (response) => page(response, 503)],
  ["a line that breaks", "unreachable", (response) => response.destroy()],
];

test.each(FALSE)(
  "%s acknowledges nothing, though the hub had taken it in; the next trip settles it once",
  async (_, kind, spoil) => {
    const { tab, relay, document } = await enrolled();
    let spoiled = true;
    outside = await serve(async (request, response) => {
      const body = Buffer.from(pack(await relay.answer(requestIn(request))));
      if (spoiled) spoil(response, body);
      else reply(response, body);
    });
    expect((await run()).failure).toMatchObject({ kind });
    expect(await tab.unsent()).toBe(1);
    spoiled = false;
    expect(await run()).toMatchObject({ failure: null, settled: 1 });
    expect(await tab.unsent()).toBe(0);
    expect(relay.documentOf(document).order()).toHaveLength(1);
  },
);

test("a backlog goes trip by trip until both sides have nothing more to say", async () => {
  const alone = await enrolled();
  const { tab, relay } = alone;
  for (let count = 0; count < 4; count++) await another(alone);
  relay.page = 1;
  outside = await serve((request, response) => void answer(relay, request, response));
  const done = await run();
  expect(done).toMatchObject({ failure: null, settled: 5 });
  expect(done.trips).toBeGreaterThan(4);
  expect(await tab.unsent()).toBe(0);
});

test("a hub that always promises more and gives nothing is not asked for ever", async () => {
  const { relay } = await enrolled();
  outside = await serve(
    (request, response) => void answer(relay, request, response, { more: true, cursor: new Uint8Array(20) }),
  );
  expect((await run()).failure).toEqual({ kind: "busy", retryAfterMs: null });
  expect(outside.arrived.length).toBeLessThan(10);
});

test("which dossiers are on their way is told, and that they are no more also after a failure", async () => {
  const { tab, document } = await enrolled();
  const told: (readonly string[])[] = [];
  const stop = tab.watch(({ sending }) => sending && told.push(sending));
  outside = await serve((_, response) => page(response, 200));
  await run();
  stop();
  expect(told).toEqual([[document], []]);
});

test("a device that is full acknowledges nothing and says that it is its own fault", async () => {
  const { tab, relay } = await enrolled();
  outside = await serve(async (request, response) => {
    const body = Buffer.from(pack(await relay.answer(requestIn(request))));
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    reply(response, body);
  });
  expect((await run()).failure).toEqual({ kind: "storage" });
  IDBObjectStore.prototype.put = put;
  expect(await tab.unsent()).toBe(1);
});

/** The exchange of the tab that was opened last. */
async function run(): Promise<Exchanged> {
  const { exchange } = await import("../../src/net/exchange");
  return exchange(new AbortController().signal);
}

async function another({ tab }: Alone): Promise<void> {
  const document = await tab.createDossier("khoi-cong@1");
  await tab.edit(document, [["set", "/work/name", "Nhà khác"]]);
}

async function answer(
  relay: Relay,
  request: Arrived,
  response: ServerResponse,
  other: Partial<SyncResponse> = {},
): Promise<void> {
  reply(response, Buffer.from(pack({ ...(await relay.answer(requestIn(request))), ...other })));
}

function requestIn({ body, headers }: Arrived): SyncRequest {
  return unpackLoose(headers["content-encoding"] === "gzip" ? gunzipSync(body) : body) as SyncRequest;
}

function reply(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { "Content-Type": "application/msgpack" }).end(body);
}

function page(response: ServerResponse, status: number, headers = {}): void {
  response.writeHead(status, { "Content-Type": "text/html", ...headers }).end("<h1>Wi-Fi</h1>");
}
