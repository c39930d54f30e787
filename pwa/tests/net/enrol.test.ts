/** Becoming known to the hub: proof of possession over real HTTP, and what is said when it does not work. */

import type { ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import type { Enrolment } from "../../src/net/enrol";
import { pack, unpackLoose } from "../../src/sync/packing";
import { ENROL, makeSeal } from "../../src/sync/seal";
import type { EnrolmentRequest } from "../../src/wire.gen";
import { enrolmentOf, openDevice } from "./support/device";
import { type Arrived, type Outside, serve } from "./support/server";

const seal = makeSeal<CryptoKey>(crypto.subtle);
const NONCE = new Uint8Array(40).fill(5);
const CODE = "K7PM-3XHW";

let outside: Outside | undefined;

afterEach(async () => {
  await outside?.close();
  vi.unstubAllGlobals();
});

test("the device proves that it holds its key over the hub's challenge, and is known from then on", async () => {
  const device = await openDevice();
  const asked: EnrolmentRequest[] = [];
  outside = await serve(hub((request) => asked.push(request)));
  expect(await enrol()).toEqual({ ok: true });
  const request = asked[0] as EnrolmentRequest;
  const proof = pack([NONCE, request.public, CODE]);
  expect(await seal.verify(request.public, ENROL, proof, request.signature)).toBe(true);
  expect(new Uint8Array(request.nonce)).toEqual(NONCE);
  expect(request).toMatchObject({ code: CODE, label: "Điện thoại của Lan" });
  expect(await device.account()).toMatchObject({ person: "Nguyễn Thị Lan", role: "citizen" });
  // That of the hub's answer: the first exchange needs no second attempt.
  expect((await device.exchange()).nonce).toEqual(new Uint8Array(24).fill(9));
});

test("a challenge that went stale is asked for again, once", async () => {
  await openDevice();
  let tries = 0;
  const stale = (response: ServerResponse) => problem(response, 401, "stale-nonce");
  outside = await serve(
    hub(
      () => ++tries,
      (response) => tries === 1 && stale(response),
    ),
  );
  expect(await enrol()).toEqual({ ok: true });
  outside.close();
  outside = await serve(
    hub(
      () => ++tries,
      (response) => stale(response) ?? true,
    ),
  );
  expect(await enrol()).toEqual({ ok: false, code: "stale-nonce" });
  expect(tries).toBe(4);
});

test.each(["code-refused", "too-many-tries", "not-permitted", "weak-key"])(
  "%s is said as it is, and nobody is known",
  async (code) => {
    const device = await openDevice();
    const status = code === "too-many-tries" ? 429 : 403;
    outside = await serve(
      hub(
        () => undefined,
        (response) => problem(response, status, code) ?? true,
      ),
    );
    expect(await enrol()).toEqual({ ok: false, code });
    expect(await device.account()).toBeNull();
  },
);

test("a captive portal enrols nobody", async () => {
  await openDevice();
  outside = await serve((_, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end("Wi-Fi"),
  );
  expect(await enrol()).toEqual({ ok: false, code: "not-the-hub" });
});

test("an answer about another device is not believed", async () => {
  const device = await openDevice();
  outside = await serve(
    hub(
      () => undefined,
      () => false,
      new Uint8Array(16),
    ),
  );
  expect(await enrol()).toEqual({ ok: false, code: "not-the-hub" });
  expect(await device.account()).toBeNull();
});

/** In the module graph of the tab that was opened last. */
async function enrol(): Promise<Enrolment> {
  const module = await import("../../src/net/enrol");
  return module.enrol(CODE, "Điện thoại của Lan");
}

/** `instead` may answer an enrolment by itself, and says whether it did. */
function hub(
  saw: (request: EnrolmentRequest) => unknown,
  instead: (response: ServerResponse) => unknown = () => false,
  device?: Uint8Array,
): (request: Arrived, response: ServerResponse) => void {
  return async ({ url, body }, response) => {
    if (url === "/api/devices/challenge") {
      expect(body).toHaveLength(0);
      reply(response, { nonce: NONCE });
      return;
    }
    const request = unpackLoose(body) as EnrolmentRequest;
    saw(request);
    if (instead(response)) return;
    const id = new Uint8Array(Buffer.from(await seal.deviceId(request.public), "hex"));
    reply(response, enrolmentOf(device ?? id, request.public, request.label));
  };
}

function reply(response: ServerResponse, value: object): void {
  response.writeHead(200, { "Content-Type": "application/msgpack" }).end(Buffer.from(pack(value)));
}

function problem(response: ServerResponse, status: number, code: string): true {
  response.writeHead(status, { "Content-Type": "application/problem+json" }).end(JSON.stringify({ code }));
  return true;
}
