/** What is said before the first question, and in which order the reasons count. */

import { expect, test } from "vitest";
import { missing } from "../../src/platform/browser";
import { type GateInput, gate } from "../../src/platform/gate";
import { installationOf } from "../../src/platform/install";
import { privateWindow } from "../../src/platform/storage";

const here = {
  isSecureContext: true,
  indexedDB: {},
  BroadcastChannel: {},
  crypto: { subtle: {} },
  navigator: { locks: {}, serviceWorker: {} },
  Array,
};

const good: GateInput = {
  here,
  storage: { getDirectory: async () => ({}) },
  userAgent: "Mozilla/5.0 (Linux; Android 10; K) Chrome/156.0.0.0 Mobile Safari/537.36",
  address: "https://haidang.example/thu-tuc",
  storageWorks: async () => true,
};

const refuse = (name: string) => ({ getDirectory: () => Promise.reject(new DOMException("no", name)) });
const ZALO = "Mozilla/5.0 (Linux; Android 13; wv) Zalo android/24110";
const ZALO_IPHONE = "Mozilla/5.0 (iPhone) Mobile/22B83 Zalo iOS/617";

test("a good browser passes", async () => {
  expect(await gate(good)).toEqual({ ok: true });
});

const REASONS: readonly (readonly [string, string, Partial<GateInput>])[] = [
  ["in-app", "open-browser", { userAgent: ZALO }],
  ["in-app", "copy-address", { userAgent: ZALO_IPHONE }],
  ["insecure", "copy-address", { here: { ...here, isSecureContext: false, crypto: {} } }],
  ["private", "copy-address", { storage: refuse("SecurityError") }],
  ["too-old", "copy-address", { here: { ...here, navigator: {} } }],
  ["storage-refused", "try-again", { storageWorks: async () => false }],
  // Of several reasons the one that a person can do something about comes first.
  ["in-app", "open-browser", { userAgent: ZALO, here: {}, storageWorks: async () => false }],
  ["private", "copy-address", { storage: refuse("UnknownError"), here: { ...here, navigator: {} } }],
];

test.each(REASONS)("%s: %s", async (code, action, difference) => {
  expect(await gate({ ...good, ...difference })).toMatchObject({ ok: false, code, action: { kind: action } });
});

test("each part that is needed is missed", () => {
  expect(missing(here)).toEqual([]);
  expect(missing({})).toEqual([
    "IndexedDB",
    "WebCrypto",
    "WebLocks",
    "ServiceWorker",
    "BroadcastChannel",
    "ES2023",
  ]);
});

test("a browser without that file system, or with a fault of another kind, is not called private", async () => {
  expect(await privateWindow({})).toBe(false);
  expect(await privateWindow(refuse("QuotaExceededError"))).toBe(false);
});

test("how the app gets on the home screen", () => {
  const iphone = { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1)", maxTouchPoints: 5 };
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
  expect(installationOf(iphone, false)).toBe("by-hand");
  expect(installationOf({ ...iphone, standalone: true }, false)).toBe("done");
  expect(installationOf({ userAgent: mac, maxTouchPoints: 5 }, false)).toBe("by-hand");
  expect(installationOf({ userAgent: mac, maxTouchPoints: 0 }, false)).toBe("unknown");
  expect(installationOf({ userAgent: "Android", maxTouchPoints: 5 }, true)).toBe("done");
});
