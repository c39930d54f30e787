/** A badge is believed only as the hub signed it, for as long as it says; a QR code shows every dark module once. */

import { expect, test } from "vitest";
import { pathOf } from "../../src/screens/badge/Qr";
import { fromBase64Url, judge, toBase64Url } from "../../src/screens/badge/verify";
import { pack } from "../../src/sync/packing";
import { BADGE, CATALOGUE, type Label, makeSeal, packSigned } from "../../src/sync/seal";

const seal = makeSeal<CryptoKey>(crypto.subtle);
const EXPIRES = 1_000_000;
const PARTS = [1, new Uint8Array(16), "Phạm Thị Mai", "Tổ số 3", "Đặc khu Côn Đảo", 1, EXPIRES] as const;

async function hub() {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const keys = await crypto.subtle.generateKey(curve, true, ["sign", "verify"]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey));
  const sign = async (parts: readonly unknown[], label: Label = BADGE) => {
    const payload = pack(parts);
    return packSigned(payload, await seal.sign(keys.privateKey, label, payload));
  };
  return { spki, sign };
}

test("green while it holds, and red from the moment on at which it does not", async () => {
  const { spki, sign } = await hub();
  const record = await sign(PARTS);
  expect(await judge(record, spki, EXPIRES - 1, seal)).toEqual({
    kind: "good",
    said: { person: "Phạm Thị Mai", group: "Tổ số 3", area: "Đặc khu Côn Đảo", expires: EXPIRES },
  });
  expect(await judge(record, spki, EXPIRES, seal)).toMatchObject({ kind: "expired" });
});

test("another hub's badge, or one signed for something else, is not ours", async () => {
  const [ours, theirs] = [await hub(), await hub()];
  expect(await judge(await theirs.sign(PARTS), ours.spki, 1, seal)).toEqual({ kind: "not-ours" });
  expect(await judge(await ours.sign(PARTS, CATALOGUE), ours.spki, 1, seal)).toEqual({ kind: "not-ours" });
});

test("one bit changed anywhere, and it is never believed", async () => {
  const { spki, sign } = await hub();
  const record = await sign(PARTS);
  for (let at = 0; at < record.length; at += 1) {
    const tampered = record.slice();
    tampered[at] = (tampered[at] ?? 0) ^ 1;
    expect(["not-ours", "broken"], `byte ${at}`).toContain((await judge(tampered, spki, 1, seal)).kind);
  }
});

test.each([
  ["a part too many", [...PARTS, 1]],
  ["another version", [2, ...PARTS.slice(1)]],
  ["a short account", [1, new Uint8Array(15), ...PARTS.slice(2)]],
  ["a name that is no text", [1, new Uint8Array(16), 7, ...PARTS.slice(3)]],
  ["a time that is no number", [...PARTS.slice(0, 6), "1"]],
])("%s is no badge, whoever signed it", async (_, parts) => {
  const { spki, sign } = await hub();
  expect(await judge(await sign(parts), spki, 1, seal)).toEqual({ kind: "broken" });
});

test("without a key nothing is said of a badge; without a badge there is nothing to say", async () => {
  const { sign } = await hub();
  expect(await judge(await sign(PARTS), null, 1, seal)).toEqual({ kind: "unknown" });
  expect(await judge(null, null, 1, seal)).toEqual({ kind: "broken" });
});

test("the fragment of an address carries every byte", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  expect(toBase64Url(bytes)).toMatch(/^[A-Za-z0-9_-]+$/);
  for (const odd of ["", "a b", "a=", "a+b", "<svg>"]) expect(fromBase64Url(odd), odd).toBeNull();
});

test("dark modules of a row are drawn as bars, light ones not at all", () => {
  expect(
    pathOf([
      [true, true, false, true],
      [false, false, false, false],
    ]),
  ).toBe("M0 0h2v1h-2zM3 0h1v1h-1z");
});
