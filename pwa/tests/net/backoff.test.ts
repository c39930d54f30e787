/** The pure part of trying again: bounds of the delay, and what a failure means. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { codeOf, type Failure, nextDelayMs, retryAfterMs } from "../../src/net/backoff";

const FIVE_MINUTES = 300_000;
const unreachable: Failure = { kind: "unreachable" };

test("a delay lies between half a second and the cap, whatever came before", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, random) => {
        const delay = nextDelayMs(unreachable, failures, random) as number;
        expect(delay).toBeGreaterThanOrEqual(500);
        expect(delay).toBeLessThanOrEqual(FIVE_MINUTES + 500);
      },
    ),
  );
});

test("the range of the jitter doubles with each failure and then stays", () => {
  const most = [1, 2, 3, 8, 9, 100].map((failures) => nextDelayMs(unreachable, failures, 1));
  expect(most).toEqual([2_500, 4_500, 8_500, 256_500, 300_500, 300_500]);
});

test("jitter is full: phones that failed together come back over the whole range", () => {
  expect(nextDelayMs(unreachable, 9, 0)).toBe(500);
});

test("what the hub asks for is a floor, itself bounded", () => {
  expect(nextDelayMs({ kind: "busy", code: "busy", retryAfterMs: 120_000 }, 1, 0)).toBe(120_500);
  expect(nextDelayMs({ kind: "busy", code: "busy", retryAfterMs: 10 ** 12 }, 1, 0)).toBe(3_600_500);
});

test("a refusal is not tried again by a timer", () => {
  expect(nextDelayMs({ kind: "refused", code: "unknown-device" }, 1, 0.5)).toBeNull();
});

test("a refusal is shown by the hub's code, other failures by their kind", () => {
  expect(codeOf({ kind: "refused", code: "revoked-device" })).toBe("revoked-device");
  expect(codeOf({ kind: "busy", code: "storage-full", retryAfterMs: null })).toBe("storage-full");
  expect(codeOf({ kind: "not-the-hub" })).toBe("not-the-hub");
});

test("Retry-After: seconds, a date against the reply's own clock, and nonsense", () => {
  expect(retryAfterMs("7", null)).toBe(7_000);
  const hubNow = "Sat, 21 Nov 2099 10:00:00 GMT";
  expect(retryAfterMs("Sat, 21 Nov 2099 10:00:30 GMT", hubNow)).toBe(30_000);
  expect(retryAfterMs("Sat, 21 Nov 2099 09:00:00 GMT", hubNow)).toBe(0);
  for (const nonsense of ["", "-5", "soon", "1e9", "99999999999"])
    expect(retryAfterMs(nonsense, hubNow)).toBeNull();
  expect(retryAfterMs(null, hubNow)).toBeNull();
});
