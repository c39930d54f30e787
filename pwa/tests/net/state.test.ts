/** What one attempt does to the standing, and when the next may be made. */

import { expect, test } from "vitest";
import type { Exchanged } from "../../src/net/exchange";
import { AT_REST } from "../../src/net/standing";
import { after, mayTry } from "../../src/net/state";

const NOW = 1_795_000_000_000;
const ok: Exchanged = { failure: null, settled: 1, trips: 2, clockOffsetMs: -3_600_000, isRevoked: false };
const nobody: Exchanged = { failure: null, settled: 0, trips: 0, clockOffsetMs: null, isRevoked: false };
const lost: Exchanged = { ...nobody, failure: { kind: "unreachable" } };
const refused: Exchanged = { ...nobody, failure: { kind: "refused", code: "unknown-device" } };
const busy: Exchanged = { ...nobody, failure: { kind: "busy", code: "busy", retryAfterMs: 90_000 } };

test("an answer ends the count of failures and plans a poll about a minute away", () => {
  const standing = after(after(AT_REST, lost, NOW, 0.5), ok, NOW + 5, 0.5);
  expect(standing).toMatchObject({
    failures: 0,
    problem: null,
    lastOkMs: NOW + 5,
    clockOffsetMs: -3_600_000,
    isRevoked: false,
  });
  expect(standing.nextTryMs).toBe(NOW + 5 + 60_000);
});

test("failures add up, and the last answer is remembered", () => {
  let standing = after(AT_REST, ok, NOW, 0);
  for (let count = 1; count <= 3; count++) standing = after(standing, lost, NOW + count, 1);
  expect(standing).toMatchObject({
    failures: 3,
    problem: "unreachable",
    lastOkMs: NOW,
    nextTryMs: NOW + 3 + 8_500,
  });
});

test("a failure after some answered trips counts from one", () => {
  const torn: Exchanged = { ...ok, failure: { kind: "unreachable" } };
  expect(after(after(AT_REST, lost, NOW, 0), torn, NOW, 0)).toMatchObject({ failures: 1, lastOkMs: NOW });
});

test("with nobody to speak for nothing is planned and nothing is wrong", () => {
  expect(after(AT_REST, nobody, NOW, 0)).toEqual(AT_REST);
});

test("a refusal plans nothing; opening the app asks again, but not twice within a minute", () => {
  const standing = after(AT_REST, refused, NOW, 0);
  expect(standing).toMatchObject({ problem: "unknown-device", nextTryMs: null });
  for (const reason of ["typed", "timer"] as const)
    expect(mayTry(standing, reason, NOW, NOW + 1e9)).toBe(false);
  expect(mayTry(standing, "opened", NOW, NOW + 59_000)).toBe(false);
  expect(mayTry(standing, "opened", NOW, NOW + 60_000)).toBe(true);
  expect(mayTry(standing, "person", NOW, NOW)).toBe(true);
});

test("what the hub asks for is kept by everything but a person", () => {
  const standing = after(AT_REST, busy, NOW, 0);
  for (const reason of ["opened", "online", "timer", "typed"] as const) {
    expect(mayTry(standing, reason, NOW, NOW + 90_000)).toBe(false);
  }
  expect(mayTry(standing, "person", NOW, NOW)).toBe(true);
  expect(mayTry(standing, "timer", NOW, NOW + 90_500)).toBe(true);
});

test("after a failure typing does not try at once, coming online does", () => {
  const standing = after(AT_REST, lost, NOW, 1);
  expect(mayTry(standing, "typed", NOW, NOW + 1)).toBe(false);
  expect(mayTry(standing, "online", NOW, NOW + 1)).toBe(true);
  expect(mayTry(AT_REST, "typed", null, NOW)).toBe(true);
});

test("a clock that is set back by decades stops nothing", () => {
  const in1970 = 86_400_000;
  expect(mayTry(after(AT_REST, busy, NOW, 0), "timer", NOW, in1970)).toBe(true);
  expect(mayTry(after(AT_REST, refused, NOW, 0), "opened", NOW, in1970)).toBe(true);
});
