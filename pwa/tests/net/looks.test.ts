/** Who looked, over real HTTP: asked with a signature, page by page; and a reason goes in a body, never in an address. */

import { afterEach, expect, test, vi } from "vitest";
import { deviceOfLan } from "./support/device";
import { type Outside, serve } from "./support/server";

const DOCUMENT = "0f".repeat(16);
const JSON_HEADERS = { "Content-Type": "application/json" };
const looks = [
  {
    moment: 1_795_000_000_000,
    person: "Người thử",
    unit_name: "Đơn vị thử",
    action: "look",
    ground: "reason",
    reason: "Kiểm tra",
  },
];
let outside: Outside | undefined;

afterEach(async () => {
  await outside?.close();
  vi.unstubAllGlobals();
});

test("the list is asked for page by page", async () => {
  await deviceOfLan();
  const { looksAt } = await import("../../src/net/looks");
  const answer = { looks, before: 7 };
  outside = await serve((_, response) => response.writeHead(200, JSON_HEADERS).end(JSON.stringify(answer)));
  expect(await looksAt(DOCUMENT)).toEqual({ ok: true, answer });
  await looksAt(DOCUMENT, 7);
  expect(outside.arrived.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET /api/dossiers/${DOCUMENT}/looks`,
    `GET /api/dossiers/${DOCUMENT}/looks?before=7`,
  ]);
}, 60_000);

test("what this release does not know is not shown", async () => {
  await deviceOfLan();
  const { looksAt } = await import("../../src/net/looks");
  const answer = { looks: [{ ...looks[0], ground: "somehow" }], before: null };
  outside = await serve((_, response) => response.writeHead(200, JSON_HEADERS).end(JSON.stringify(answer)));
  expect(await looksAt(DOCUMENT)).toEqual({ ok: false, code: "not-the-hub" });
}, 60_000);

test("a reason goes in the body", async () => {
  await deviceOfLan();
  const { deskLook } = await import("../../src/net/desk");
  outside = await serve((_, response) =>
    response.writeHead(404, { "Content-Type": "application/problem+json" }).end('{"code":"not-found"}'),
  );
  expect(await deskLook(DOCUMENT, "Kiểm tra")).toEqual({ ok: false, code: "not-found" });
  expect(outside.arrived[0]?.url).toBe(`/api/desk/dossiers/${DOCUMENT}/look`);
  expect(outside.arrived[0]?.body.toString()).toBe('{"reason":"Kiểm tra"}');
}, 60_000);
