/** One request over real HTTP: what is an answer of the hub's, what is not, and what a stale nonce costs. */

import type { ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { type Asked, ask, askSigned, type HubRequest, MESSAGEPACK } from "../../src/net/hub";
import { type Arrived, type Outside, serve } from "./support/server";

const NEVER = new AbortController().signal;
const SIGNATURE = new Uint8Array(64).fill(3);
const signer = { device: "00".repeat(16), sign: async () => SIGNATURE };
const request = post(new Uint8Array([0x80]));

let outside: Outside | undefined;
afterEach(() => outside?.close());

test("a reply of the right type is an answer, with the nonce for next time", async () => {
  outside = await serve((_, response) =>
    answer(response, 200, MESSAGEPACK, Buffer.from([1, 2]), { "Haidang-Nonce": "AAEC" }),
  );
  const asked = await ask(request, {}, NEVER);
  expect(asked).toMatchObject({
    ok: true,
    answer: { body: new Uint8Array([1, 2]), nonce: new Uint8Array([0, 1, 2]) },
  });
});

const NOT_THE_HUB: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  [
    "a captive portal's page",
    (response) => answer(response, 200, "text/html", Buffer.from("<h1>Wi-Fi</h1>")),
  ],
  [
    "a redirect to a portal",
    (response) => answer(response, 302, "text/html", Buffer.from(""), { Location: "/login" }),
  ],
  ["a page of another server", (response) => answer(response, 404, "text/html", Buffer.from("nginx"))],
  ["an empty success", (response) => answer(response, 204, "text/plain", Buffer.alloc(0))],
  [
    "the right type with an error status and no problem",
    (response) => answer(response, 403, MESSAGEPACK, Buffer.from([0x80])),
  ],
  ["a problem without a code", (response) => problem(response, 400, {})],
  ["an endless body", (response) => answer(response, 200, MESSAGEPACK, Buffer.alloc(5 * 1024 * 1024))],
];

test.each(NOT_THE_HUB)("%s does not come from the hub", async (_, reply) => {
  outside = await serve((__, response) => reply(response));
  expect(failureOf(await ask(request, {}, NEVER))).toEqual({ kind: "not-the-hub" });
  expect(outside.arrived).toHaveLength(1);
});

const UNREACHABLE: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ["a line that breaks before the reply", (response) => response.destroy()],
  [
    "a body that breaks off",
    (response) => {
      response.writeHead(200, { "Content-Type": MESSAGEPACK, "Content-Length": "1000" });
      response.write(Buffer.alloc(10), () => response.destroy());
    },
  ],
  [
    "a compressed body that is none",
    (response) => answer(response, 200, MESSAGEPACK, Buffer.from("nonsense"), { "Content-Encoding": "gzip" }),
  ],
];

test.each(UNREACHABLE)("%s is no answer", async (_, reply) => {
  outside = await serve((__, response) => reply(response));
  expect(failureOf(await ask(request, {}, NEVER))).toEqual({ kind: "unreachable" });
});

test("a caller that gives up is not kept waiting", async () => {
  outside = await serve(() => undefined);
  const controller = new AbortController();
  const asked = ask(request, {}, controller.signal);
  controller.abort();
  expect(failureOf(await asked)).toEqual({ kind: "unreachable" });
});

test.each([500, 502, 503, 507, 429])("%i means later, whoever says it", async (status) => {
  outside = await serve((_, response) =>
    answer(response, status, "text/html", Buffer.from("x"), { "Retry-After": "9" }),
  );
  expect(failureOf(await ask(request, {}, NEVER))).toEqual({
    kind: "busy",
    code: "busy",
    retryAfterMs: 9_000,
  });
});

test("the hub may say why it cannot now", async () => {
  outside = await serve((_, response) => problem(response, 507, { code: "storage-full" }));
  const failure = failureOf(await ask(request, {}, NEVER));
  expect(failure).toEqual({ kind: "busy", code: "storage-full", retryAfterMs: null });
});

test("a problem of the hub's is a refusal with its code", async () => {
  outside = await serve((_, response) => problem(response, 401, { code: "unknown-device" }));
  expect(failureOf(await ask(request, {}, NEVER))).toEqual({ kind: "refused", code: "unknown-device" });
});

test("a stale nonce costs one more attempt, with the nonce that came instead, and that one is kept", async () => {
  outside = await serve((arrived, response) => {
    if (arrived.headers["signature-input"]?.includes('nonce="BQY="'))
      answer(response, 200, MESSAGEPACK, Buffer.from([7]));
    else problem(response, 401, { code: "stale-nonce" }, { "Haidang-Nonce": "BQY=" });
  });
  const nonces = memory();
  const asked = await askSigned(request, signer, nonces, NEVER);
  expect(asked).toMatchObject({ ok: true, answer: { body: new Uint8Array([7]) } });
  expect(outside.arrived).toHaveLength(2);
  expect(await nonces.read()).toEqual(new Uint8Array([5, 6]));
});

test("a nonce that stays stale is not tried for ever", async () => {
  outside = await serve((_, response) =>
    problem(response, 401, { code: "stale-nonce" }, { "Haidang-Nonce": "BQY=" }),
  );
  const asked = await askSigned(request, signer, memory(), NEVER);
  expect(failureOf(asked)).toEqual({ kind: "busy", code: "busy", retryAfterMs: null });
  expect(outside.arrived).toHaveLength(2);
});

test("other refusals are not repeated", async () => {
  outside = await serve((_, response) => problem(response, 403, { code: "revoked-device" }));
  expect(failureOf(await askSigned(request, signer, memory(), NEVER))).toEqual({
    kind: "refused",
    code: "revoked-device",
  });
  expect(outside.arrived).toHaveLength(1);
});

test("a body worth it travels compressed, and the digest is of what travels", async () => {
  outside = await serve((_, response) => answer(response, 200, MESSAGEPACK, Buffer.from([7])));
  const body = new Uint8Array(10_000);
  await askSigned(post(body), signer, memory(), NEVER);
  const arrived = outside.arrived[0] as Arrived;
  expect(arrived.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(arrived.body)).toEqual(Buffer.from(body));
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(arrived.body))).toString(
    "base64",
  );
  expect(arrived.headers["content-digest"]).toBe(`sha-256=:${digest}:`);
});

function post(body: Uint8Array<ArrayBuffer>): HubRequest {
  return { method: "POST", path: "/api/sync", query: "?", type: MESSAGEPACK, body };
}

function failureOf(asked: Asked): unknown {
  return asked.ok ? "an answer" : asked.failure;
}

function memory() {
  let kept = new Uint8Array([1]);
  return {
    read: async () => kept,
    keep: async (nonce: Uint8Array) => {
      kept = new Uint8Array(nonce);
    },
  };
}

function answer(response: ServerResponse, status: number, type: string, body: Buffer, headers = {}): void {
  response.writeHead(status, { "Content-Type": type, ...headers }).end(status === 204 ? undefined : body);
}

function problem(response: ServerResponse, status: number, body: object, headers = {}): void {
  answer(response, status, "application/problem+json", Buffer.from(JSON.stringify(body)), headers);
}
