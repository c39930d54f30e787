/** An officer's requests over real HTTP: signed, JSON, and every answer a value. */

import { afterEach, expect, test, vi } from "vitest";
import { deviceOfLan, openDevice } from "./support/device";
import { type Outside, serve } from "./support/server";

const DOCUMENT = "0f".repeat(16);
let outside: Outside | undefined;

afterEach(async () => {
  await outside?.close();
  vi.unstubAllGlobals();
});

test("the list is asked for with a signature by this device, page by page", async () => {
  await deviceOfLan();
  const { deskList } = await import("../../src/net/desk");
  const list = { dossiers: [], before: null };
  outside = await serve((_, response) => response.writeHead(200, JSON_HEADERS).end(JSON.stringify(list)));
  expect(await deskList()).toEqual({ ok: true, answer: list });
  await deskList(1_795_000_000_000);
  expect(outside.arrived.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "GET /api/desk/dossiers",
    "GET /api/desk/dossiers?before=1795000000000",
  ]);
  for (const { headers } of outside.arrived) {
    expect(headers["signature-input"]).toMatch(
      /^haidang=\("@method" "@path" "@query" "content-digest"\);keyid="[0-9a-f]{32}"/,
    );
    expect(headers.signature).toMatch(/^haidang=:[A-Za-z0-9+/]{86}==:$/);
  }
});

test("what was received is said against the version that was read; a newer one is a code", async () => {
  await deviceOfLan();
  const { receive } = await import("../../src/net/desk");
  outside = await serve((_, response) =>
    response.writeHead(409, { "Content-Type": "application/problem+json" }).end('{"code":"moved-on"}'),
  );
  expect(await receive(DOCUMENT, 3)).toEqual({ ok: false, code: "moved-on" });
  expect(outside.arrived[0]?.url).toBe(`/api/desk/dossiers/${DOCUMENT}/receive`);
  expect(outside.arrived[0]?.body.toString()).toBe('{"version":3}');
});

test("what the unit says is read and written under an id that this device has chosen", async () => {
  await deviceOfLan();
  const { unitFacts, writeFact } = await import("../../src/net/desk");
  const written = {
    version: 0,
    kind: "permit-exempt-area",
    text: "Khu thử A",
    begins: "2026-12-05",
    ends: null,
  } as const;
  const said = {
    unit: "26732",
    unit_name: "Đặc khu Côn Đảo",
    facts: [{ ...written, fact: DOCUMENT, version: 1, person: "Người thử", written: 1_795_000_000_000 }],
  };
  outside = await serve((_, response) => response.writeHead(200, JSON_HEADERS).end(JSON.stringify(said)));
  expect(await unitFacts()).toEqual({ ok: true, answer: said });
  expect(await writeFact(DOCUMENT, written)).toEqual({ ok: true, answer: said });
  expect(outside.arrived.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "GET /api/desk/unit",
    `POST /api/desk/unit/facts/${DOCUMENT}`,
  ]);
  expect(JSON.parse(outside.arrived[1]?.body.toString() ?? "")).toEqual(written);
});

test("an answer of another shape is not shown", async () => {
  await deviceOfLan();
  const { deskDossier } = await import("../../src/net/desk");
  outside = await serve((_, response) => response.writeHead(200, JSON_HEADERS).end('{"document":1}'));
  expect(await deskDossier(DOCUMENT)).toEqual({ ok: false, code: "not-the-hub" });
});

test("a device without a key asks nothing", async () => {
  await openDevice();
  const { deskList } = await import("../../src/net/desk");
  outside = await serve((_, response) => response.end());
  expect(await deskList()).toEqual({ ok: false, code: "unknown-device" });
  expect(outside.arrived).toHaveLength(0);
});

const JSON_HEADERS = { "Content-Type": "application/json" };
