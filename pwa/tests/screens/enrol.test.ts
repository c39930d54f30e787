/** Signing in: the code in the link, what is to be mended before it is sent, and what a device is called. */

import { expect, test } from "vitest";
import { codeIn } from "../../src/screens/enrol/code";
import { deviceKind } from "../../src/screens/enrol/deviceKind";
import { faultsOf } from "../../src/screens/enrol/faults";
import { enrol } from "../../src/words/vi/enrol";

test.each([
  ["#ma=K7PM-3XHW", "K7PM-3XHW"],
  ["#ma=a%2Bb%20", "a+b"],
  ["#x=1&ma=q", "q"],
  ["#ma=", null],
  ["#", null],
  ["", null],
  ["#main", null],
])("the code in %s is %s", (fragment, code) => {
  expect(codeIn(fragment)).toBe(code);
});

test("each control has one fault at most, in the order of the page", () => {
  const ids = (code: string, label: string) => faultsOf(code, label, enrol).map(({ id }) => id);
  expect(ids(" ", " ")).toEqual(["code", "label"]);
  expect(ids("x".repeat(65), "x".repeat(61))).toEqual(["code", "label"]);
  expect(ids("x".repeat(64), "x".repeat(60))).toEqual([]);
});

test.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)", 5, "iphone"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 5, "ipad"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 0, "computer"],
  ["Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36", 5, "phone"],
  ["Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/130 Safari/537.36", 5, "tablet"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", 10, "computer"],
])("%s with %i touch points is first called %s", (userAgent, maxTouchPoints, kind) => {
  expect(deviceKind({ userAgent, maxTouchPoints })).toBe(kind);
});
