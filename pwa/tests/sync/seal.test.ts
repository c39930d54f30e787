import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/sync/packing";
import { CHANGE, EXCLUSION, packSigned, unpackSigned } from "../../src/sync/seal";
import { keyOf, make, seal, set } from "./making";

/** The order of the group of P-256. */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

describe("seal", () => {
  test("S4 S5 what is signed verifies, under its own label, key and bytes only", async () => {
    const [lan, bay] = [await keyOf("Lan"), await keyOf("Bảy")];
    const { payload } = make([], [set("/a", 1)]);
    const signature = await seal.sign(lan.key, CHANGE, payload);
    expect(unpackSigned(packSigned(payload, signature))).toEqual([payload, signature]);
    expect(await seal.verify(lan.public, CHANGE, payload, signature)).toBe(true);
    expect(await seal.verify(lan.public, EXCLUSION, payload, signature)).toBe(false);
    expect(await seal.verify(bay.public, CHANGE, payload, signature)).toBe(false);
    expect(await seal.verify(lan.public, CHANGE, payload.subarray(1), signature)).toBe(false);
  });

  test("S6 the twin with n − s verifies too, so it is never an id", async () => {
    const lan = await keyOf("Lan");
    const { payload } = make([], [set("/a", 1)]);
    const signature = await seal.sign(lan.key, CHANGE, payload);
    const s = BigInt(`0x${toHex(signature.subarray(32))}`);
    const twin = fromHex(toHex(signature.subarray(0, 32)) + (N - s).toString(16).padStart(64, "0"));
    expect(twin).not.toEqual(signature);
    expect(await seal.verify(lan.public, CHANGE, payload, twin)).toBe(true);
  });

  test("S7 S8 no bytes make verifying throw", async () => {
    const lan = await keyOf("Lan");
    const { payload } = make([], [set("/a", 1)]);
    const compressed = fromHex(toHex(lan.public).replace("03420004", "03220002").slice(0, 118));
    const offCurve = lan.public.slice();
    offCurve[90] = (offCurve[90] as number) ^ 1;
    const hybrid = lan.public.slice();
    hybrid[26] = 6 + ((hybrid[90] as number) & 1);
    for (const key of [new Uint8Array(), hybrid, compressed, offCurve, new Uint8Array(91)]) {
      expect(await seal.acceptable(key)).toBe(false);
      expect(await seal.verify(key, CHANGE, payload, new Uint8Array(64))).toBe(false);
    }
    for (const length of [0, 63, 64, 65]) {
      expect(await seal.verify(lan.public, CHANGE, payload, new Uint8Array(length))).toBe(false);
    }
    expect(await seal.acceptable(lan.public)).toBe(true);
  });

  test("S7 keys are forgotten before they fill the memory, and known again", async () => {
    const lan = await keyOf("Lan");
    for (let number = 0; number < 300; number++) {
      expect(await seal.acceptable(new Uint8Array([number & 255, number >> 8]))).toBe(false);
    }
    expect(await seal.acceptable(lan.public)).toBe(true);
  });
});
