/** Becoming known to the hub: proof of possession over real HTTP, and what is said when it does not work. */

import type { ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { Enrolment } from "../../src/net/enrol";
import { pack, unpackLoose } from "../../src/sync/packing";
import { ENROL, makeSeal, packSigned } from "../../src/sync/seal";
import type { Enrolled, EnrolmentRequest } from "../../src/wire.gen";
import { Phone } from "../store/phone";
import { type Arrived, type Outside, serve } from "./support/server";

const seal = makeSeal<CryptoKey>(crypto.subtle);
const NONCE = new Uint8Array(40).fill(5);
const CODE = "K7PM-3XHW";

let outside: Outside | undefined;

afterEach(() => outside?.close());

test("the device proves that it holds its key over the hub's challenge, and is known from then on", async () => {
  const tab = await new Phone().open();
  const asked: EnrolmentRequest[] = [];
  outside = await serve(hub((request) => asked.push(request)));
  expect(await enrol()).toEqual({ ok: true });
  const request = asked[0] as EnrolmentRequest;
  const proof = pack([NONCE, request.public, CODE]);
  expect(await seal.verify(request.public, ENROL, proof, request.signature)).toBe(true);
  expect(request).toMatchObject({ code: CODE, nonce: NONCE, label: "Điện thoại của Lan" });
  expect(tab.identity.value.account).toMatchObject({ person: "Nguyễn Thị Lan", role: "citizen" });
  expect((await tab.exchange()).nonce).toEqual(NONCE);
});

test("a challenge that went stale is asked for again, once", async () => {
  await new Phone().open();
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
    const tab = await new Phone().open();
    const status = code === "too-many-tries" ? 429 : 403;
    outside = await serve(
      hub(
        () => undefined,
        (response) => problem(response, status, code) ?? true,
      ),
    );
    expect(await enrol()).toEqual({ ok: false, code });
    expect(tab.identity.value.account).toBeNull();
  },
);

test("a captive portal enrols nobody", async () => {
  await new Phone().open();
  outside = await serve((_, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end("Wi-Fi"),
  );
  expect(await enrol()).toEqual({ ok: false, code: "not-the-hub" });
});

test("an answer about another device is not believed", async () => {
  const tab = await new Phone().open();
  outside = await serve(
    hub(
      () => undefined,
      () => false,
      new Uint8Array(16),
    ),
  );
  expect(await enrol()).toEqual({ ok: false, code: "not-the-hub" });
  expect(tab.identity.value.account).toBeNull();
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
    const id = Buffer.from(await seal.deviceId(request.public), "hex");
    const record = pack([1, id, request.public, new Uint8Array(16), "Nguyễn Thị Lan", request.label, 1]);
    const enrolled: Enrolled = {
      device: device ?? id,
      account: new Uint8Array(16),
      person: "Nguyễn Thị Lan",
      role: "citizen",
      unit: "",
      unit_name: "",
      hub: request.public,
      enrolment: packSigned(record, new Uint8Array(64)),
      time: 1,
      nonce: NONCE,
    };
    reply(response, enrolled);
  };
}

function reply(response: ServerResponse, value: object): void {
  response.writeHead(200, { "Content-Type": "application/msgpack" }).end(Buffer.from(pack(value)));
}

function problem(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "Content-Type": "application/problem+json" }).end(JSON.stringify({ code }));
}
