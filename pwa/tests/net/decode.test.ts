/** What counts as the hub's answer: a whole and well-typed message, and nothing else whatever its bytes. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeProblem, decodeSyncResponse } from "../../src/net/decode";
import { decodeDeskDossier, decodeDeskList, decodeOutcome } from "../../src/net/deskReplies";
import { decodeChallenge, decodeEnrolled } from "../../src/net/enrolReplies";
import { pack } from "../../src/sync/packing";
import type { Enrolled, SyncResponse } from "../../src/wire.gen";

const bin = (length: number, fill = 7) => new Uint8Array(length).fill(fill);

const response: SyncResponse = {
  verdicts: [
    [bin(32), "accepted", "", []],
    [bin(32, 8), "waiting", "", [bin(32, 9)]],
    [null, "refused", "malformed", []],
  ],
  devices: [bin(150)],
  changes: [bin(200)],
  exclusions: [bin(120)],
  outcomes: [
    {
      document: bin(16),
      version: 3,
      state: "declined",
      holder: "",
      holder_name: "",
      since: 1_795_000_000_000,
      due: null,
      answers: [
        {
          change: bin(32),
          command: "submitted",
          answer: "declined",
          code: "form-invalid",
          errors: [["/items/@9f3kq0aa00000/title", "required", { limit: 3 }]],
          time: 1_795_000_000_000,
          receipt: null,
        },
      ],
      consent: null,
    },
    {
      document: bin(16, 8),
      version: 4,
      state: "submitted",
      holder: "",
      holder_name: "",
      since: 1_795_000_000_000,
      due: null,
      answers: [],
      consent: {
        helper: bin(16),
        person: "Võ Thị Sáu",
        standing: "submitted",
        mode: "card",
        confirmed: null,
        expires: 1_797_000_000_000,
        reopened: ["/phone"],
        seen: bin(200),
      },
    },
  ],
  wanted: [bin(32)],
  cursor: bin(24),
  more: false,
  time: 1_795_000_000_000,
  nonce: bin(24),
};

const enrolled: Enrolled = {
  device: bin(16),
  account: bin(16),
  person: "Nguyễn Thị Lan",
  role: "citizen",
  unit: "",
  unit_name: "",
  hub: bin(91),
  enrolment: bin(200),
  time: 1,
  nonce: bin(24),
};

test("a whole answer is read as it was written", () => {
  expect(decodeSyncResponse(pack(response))).toEqual(response);
  expect(decodeEnrolled(pack(enrolled))).toEqual(enrolled);
  expect(decodeChallenge(pack({ nonce: bin(40) }))).toEqual({ nonce: bin(40) });
});

test("a key that a later hub adds does not make an answer unreadable", () => {
  expect(decodeSyncResponse(pack({ ...response, weather: "rain" }))).not.toBeNull();
});

test("an answer cut anywhere is no answer", () => {
  const whole = pack(response);
  for (let length = 0; length < whole.length; length++) {
    expect(decodeSyncResponse(whole.slice(0, length))).toBeNull();
  }
});

test("bytes after the end are no answer", () => {
  expect(decodeSyncResponse(new Uint8Array([...pack(response), 0xc0]))).toBeNull();
});

test("a captive portal's page is no answer", () => {
  const pages = ["<!doctype html><title>Wi-Fi</title>", "<html>", '{"ok":true}', "OK", "success\n", ""];
  for (const page of pages) {
    const body = new TextEncoder().encode(page);
    for (const decode of [decodeSyncResponse, decodeEnrolled, decodeChallenge])
      expect(decode(body)).toBeNull();
  }
});

test("random bytes are no answer, and no exception", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (body) => {
      expect(decodeSyncResponse(body)).toBeNull();
      expect(decodeProblem(body)).toBeNull();
    }),
    { numRuns: 2_000 },
  );
});

test("an answer with a field missing, or any field of another type, is no answer", () => {
  const wrong = [null, -1, "text", [[1]], { a: 1 }, bin(4_000_000, 0)];
  for (const key of Object.keys(response) as (keyof SyncResponse)[]) {
    const { [key]: _, ...others } = response;
    expect(decodeSyncResponse(pack(others)), `without ${key}`).toBeNull();
    for (const value of wrong)
      expect(decodeSyncResponse(pack({ ...response, [key]: value })), key).toBeNull();
  }
});

test.each([
  ["an unknown verdict", { verdicts: [[bin(32), "fine", "", []]] }],
  ["a short change id", { verdicts: [[bin(31), "accepted", "", []]] }],
  ["a verdict too short", { verdicts: [[bin(32), "accepted", ""]] }],
  ["a missing parent that is no id", { verdicts: [[bin(32), "waiting", "", [bin(16)]]] }],
  ["an endless code", { verdicts: [[bin(32), "refused", "x".repeat(129), []]] }],
  ["an envelope beyond its bound", { changes: [bin(65_536 + 129)] }],
  ["an outcome of an unknown state", { outcomes: [{ ...response.outcomes[0], state: "lost" }] }],
  ["an empty nonce", { nonce: bin(0) }],
  ["a negative time", { time: -1 }],
])("%s makes the whole answer void", (_, part) => {
  expect(decodeSyncResponse(pack({ ...response, ...part }))).toBeNull();
});

test("an officer's replies are checked as well", () => {
  const list = {
    dossiers: [
      {
        document: "00".repeat(16),
        number: "K7PM 3XHW",
        form: "khoi-cong@1",
        person: "Nguyễn Thị Lan",
        state: "submitted",
        submitted: 1_795_000_000_000,
        conflicts: 0,
      },
    ],
    before: null,
  };
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  expect(decodeDeskList(bytes(list))).toEqual(list);
  expect(
    decodeDeskList(bytes({ ...list, dossiers: [{ ...list.dossiers[0], submitted: "today" }] })),
  ).toBeNull();
  for (const decode of [decodeDeskList, decodeDeskDossier, decodeOutcome]) {
    for (const other of [{}, [], null, "text"]) expect(decode(bytes(other))).toBeNull();
  }
});

test("of a problem only the code counts, and it must be there", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(decodeProblem(bytes('{"code":"stale-nonce","status":401}'))?.code).toBe("stale-nonce");
  for (const text of [
    '{"status":401}',
    '{"code":7}',
    "[]",
    "null",
    '"code"',
    `{"code":"${"x".repeat(200)}"}`,
  ]) {
    expect(decodeProblem(bytes(text))).toBeNull();
  }
});
