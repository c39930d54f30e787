/** The catalogue by difference: what is fetched, and what a reply that is torn, old or another's leaves as it was. */

import type { ServerResponse } from "node:http";
import { IDBObjectStore } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fromHex } from "../../src/sync/packing";
import { enrolmentOf, openDevice } from "./support/device";
import { type Arrived, type Outside, serve } from "./support/server";
import { addressOf, hash, ISSUED_MS, ToyCatalogue } from "./support/toyCatalogue";

const { put } = IDBObjectStore.prototype;
const TITLES = '{"sao-y@1":"/name"}';
const UNITS = '[{"code":"26740"}]';

let hub: ToyCatalogue;
let record: Uint8Array;
let outside: Outside | undefined;

beforeEach(async () => {
  hub = await ToyCatalogue.make();
});

afterEach(async () => {
  IDBObjectStore.prototype.put = put;
  await outside?.close();
  outside = undefined;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("only what is not built in is fetched, and all of it is here afterwards", async () => {
  await phoneOf(hub);
  await publish({ titles: TITLES, "procedure/9.999999": "{}" });
  await update();
  const [first, ...others] = asked();
  expect(first).toBe("/api/catalogue");
  // They are on their way together.
  expect(others.sort()).toEqual([addressOf("{}"), addressOf(TITLES)].sort());
  expect(await kept()).toEqual({ titles: hash(TITLES), "procedure/9.999999": hash("{}") });
  const { catalogue, catalogueAskedMs } = await started();
  expect(catalogue.value).toMatchObject({ issuedMs: ISSUED_MS, titles: { "sao-y@1": "/name" } });
  expect(catalogue.value.names?.has("procedure/9.999999")).toBe(true);
  expect(Date.now() - (catalogueAskedMs.value ?? 0)).toBeLessThan(60_000);
});

test("what is the same as built in costs one request, and the next one brings nothing", async () => {
  await phoneOf(hub);
  await publish({});
  await update();
  await update();
  expect(asked()).toEqual(["/api/catalogue", "/api/catalogue"]);
  expect(outside?.arrived.at(-1)?.headers["if-none-match"]).toBe(`"${hash(record)}"`);
  expect(await kept()).toEqual({});
});

test("who insists while it is being asked for is answered by another asking, once for all of them", async () => {
  await phoneOf(hub);
  await publish({});
  await Promise.all([update(), update(), update()]);
  expect(asked()).toEqual(["/api/catalogue", "/api/catalogue"]);
});

test("by itself it asks once an hour at most, and a person may ask at any time", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await phoneOf(hub);
  await publish({});
  for (const minutes of [0, 0, 59, 1, 1]) {
    vi.setSystemTime(Date.now() + minutes * 60_000);
    await update(false);
  }
  expect(asked()).toHaveLength(2);
  await update(true);
  expect(asked()).toHaveLength(3);
  // Set back by years, it must not be silent for years.
  vi.setSystemTime(Date.now() - 3 * 365 * 86_400_000);
  await update(false);
  expect(asked()).toHaveLength(4);
});

test("of the next catalogue only the difference is fetched, and what is no more in it goes", async () => {
  await phoneOf(hub);
  await publish({ titles: TITLES, units: UNITS, "procedure/9.999999": "{}" });
  await update();
  const before = asked().length;
  await publish({ "procedure/9.999999": null, units: "[]" }, 1);
  await update();
  expect(asked().slice(before)).toEqual(["/api/catalogue", addressOf("[]")]);
  expect(await kept()).toEqual({ titles: hash(TITLES), units: hash("[]") });
});

test("a proxy that forgets the question for what is new brings the same again, which is nothing new", async () => {
  await phoneOf(hub);
  await publish({ titles: TITLES });
  await update();
  spoil = (request, response) => {
    delete request.headers["if-none-match"];
    hub.answer(request, record, response);
  };
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
  await update(false);
  await update(false);
  expect(asked()).toHaveLength(3);
});

const FALSE: readonly (readonly [string, (request: Arrived, response: ServerResponse) => void])[] = [
  ["a captive portal's page", (_, response) => reply(response, "text/html", "<h1>Wi-Fi</h1>")],
  [
    "a page that claims to be an entry",
    (_, response) => reply(response, "application/json", "<h1>Wi-Fi</h1>"),
  ],
  ["an entry of other words", (_, response) => reply(response, "application/json", UNITS.replace("0", "1"))],
  ["half of an entry", (_, response) => reply(response, "application/json", UNITS.slice(0, 9))],
  ["a hub that has it no more", (_, response) => response.writeHead(404).end()],
  ["a line that breaks", (_, response) => response.destroy()],
];

test.each(FALSE)("%s changes nothing", async (_, answer) => {
  await phoneOf(hub);
  await publish({ titles: TITLES });
  await update();
  await publish({ units: UNITS }, 1);
  spoil = (request, response) => {
    if (request.url === addressOf(UNITS)) answer(request, response);
    else hub.answer(request, record, response);
  };
  await update();
  expect(await kept()).toEqual({ titles: hash(TITLES) });
  expect((await started()).catalogue.value.issuedMs).toBe(ISSUED_MS);
  spoil = null;
  await update();
  expect(await kept()).toEqual({ titles: hash(TITLES), units: hash(UNITS) });
});

test("what came before the line broke is not fetched again", async () => {
  await phoneOf(hub);
  await publish({ titles: TITLES, units: UNITS });
  let broken = false;
  spoil = (request, response) => {
    if (request.url !== addressOf(UNITS) || broken) return hub.answer(request, record, response);
    broken = true;
    response.destroy();
  };
  await update();
  expect(asked().filter((url) => url === addressOf(TITLES))).toHaveLength(1);
  expect(await kept()).toEqual({ titles: hash(TITLES), units: hash(UNITS) });
});

test("a manifest that our hub has not signed is nothing to an enrolled phone", async () => {
  await phoneOf(await ToyCatalogue.make());
  await publish({ titles: TITLES });
  await update();
  expect(asked()).toEqual(["/api/catalogue"]);
  expect(await kept()).toEqual({});
});

test("before a phone is enrolled it takes the word of where the app came from; then only its hub's", async () => {
  const device = await openDevice();
  const stranger = hub;
  await publish({ titles: TITLES });
  await update();
  expect(await kept()).toEqual({ titles: hash(TITLES) });
  hub = await ToyCatalogue.make();
  await belongTo(device, hub);
  // Older than the stranger's, which nobody vouches for.
  await publish({ units: UNITS }, -1);
  await update();
  expect(await kept()).toEqual({ units: hash(UNITS) });
  expect(stranger.issuedMs).toBeGreaterThan(hub.issuedMs);
});

test.each([
  ["an older catalogue", -1],
  ["another one of the same moment", 0],
])("%s is never gone back to", async (_, later) => {
  await phoneOf(hub);
  await publish({ titles: TITLES });
  await update();
  await publish({ titles: "{}" }, later);
  await update();
  expect(await kept()).toEqual({ titles: hash(TITLES) });
  expect(asked()).not.toContain(addressOf("{}"));
});

test("a device that fills up in the middle keeps what it had, whole, and dossiers hear nothing of it", async () => {
  await phoneOf(hub);
  await publish({ titles: TITLES });
  await update();
  await publish({ titles: null, units: UNITS, "procedure/9.999999": "{}" }, 1);
  let puts = 0;
  IDBObjectStore.prototype.put = function (...row) {
    if (this.name === "catalogue" && ++puts === 2) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, row);
  };
  await update();
  IDBObjectStore.prototype.put = put;
  expect(puts).toBe(2);
  expect(await kept()).toEqual({ titles: hash(TITLES) });
  const { catalogue } = await started();
  expect(catalogue.value.names?.has("titles")).toBe(true);
  expect((await import("../../src/store/health")).storageHealth.value).toBe("ok");
  await update();
  expect(await kept()).toEqual({ units: hash(UNITS), "procedure/9.999999": hash("{}") });
});

test("what little room is left on a device is for dossiers", async () => {
  await phoneOf(hub);
  const estimate = async () => ({ usage: 90_000_000, quota: 100_000_000 });
  vi.stubGlobal("navigator", { ...navigator, storage: { estimate } });
  await publish({ titles: TITLES });
  await update();
  expect(asked()).toEqual(["/api/catalogue"]);
  expect(await kept()).toEqual({});
});

let spoil: ((request: Arrived, response: ServerResponse) => void) | null = null;

/** Lan's, whose hub this is. */
async function phoneOf(own: ToyCatalogue): Promise<void> {
  await belongTo(await openDevice(), own);
}

async function belongTo(device: Awaited<ReturnType<typeof openDevice>>, own: ToyCatalogue): Promise<void> {
  const keys = await device.ensureKeys();
  const enrolled = enrolmentOf(fromHex(keys.device), keys.public, "Điện thoại của Lan");
  await device.keepAccount({ ...enrolled, hub: own.public });
}

/** `later`: in ms, than the catalogue before. */
async function publish(changed: Readonly<Record<string, string | null>>, later = 0): Promise<void> {
  for (const [name, text] of Object.entries(changed)) hub.changed.set(name, text);
  hub.issuedMs += later;
  record = await hub.record();
  spoil = null;
  outside ??= await serve((request, response) => {
    if (spoil === null) hub.answer(request, record, response);
    else spoil(request, response);
  });
}

function asked(): readonly string[] {
  return outside?.arrived.map(({ url }) => url) ?? [];
}

/** As the device that was opened last does it. */
async function update(insist = true): Promise<void> {
  await (await import("../../src/net/catalogue")).updateCatalogue(insist);
}

async function kept(): Promise<Readonly<Record<string, string>>> {
  const { keptDigests } = await import("../../src/store/catalogue");
  return Object.fromEntries(await keptDigests());
}

/** What the screens see. */
async function started() {
  const store = await import("../../src/store/catalogue");
  store.startCatalogue();
  await store.keptDigest("");
  return store;
}

function reply(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "Content-Type": type }).end(body);
}
