import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareBytes,
  fromHex,
  NotCanonical,
  pack,
  toHex,
  unpack,
  unpackLoose,
  utf8,
} from "../../src/sync/packing";

const text = fc.string({ unit: "binary" });
const integer = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -40, max: 300 }),
  fc.constantFrom(
    ...[7, 8, 15, 16, 31, 32, 53].flatMap((bits) => [2 ** bits - 1, 1 - 2 ** bits, -(2 ** bits - 1)]),
  ),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    integer,
    text,
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie("value"), { maxLength: 20 }),
    fc.dictionary(fc.oneof(text, fc.constant("__proto__")), tie("value"), { noNullPrototype: false }),
  ),
}));

function hex(...bytes: string[]) {
  return fromHex(bytes.join("").replace(/ /g, ""));
}

describe("packing", () => {
  test("E3 what is packed unpacks to the same, and packs to the same bytes", () => {
    fc.assert(
      fc.property(value, (original) => {
        const bytes = pack(original);
        expect(unpack(bytes)).toEqual(original);
        expect(pack(unpack(bytes))).toEqual(bytes);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test("E3 any bytes that unpack are the ones that packing gives", () => {
    fc.assert(
      fc.property(value, fc.nat(), fc.nat({ max: 255 }), (original, at, byte) => {
        const bytes = pack(original);
        bytes[at % bytes.length] = byte;
        let read: unknown;
        try {
          read = unpack(bytes);
        } catch (fault) {
          expect(fault).toBeInstanceOf(NotCanonical);
          return;
        }
        expect(pack(read)).toEqual(bytes);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  test.each([
    [0, "00"],
    [127, "7f"],
    [128, "cc80"],
    [255, "ccff"],
    [256, "cd0100"],
    [65_535, "cdffff"],
    [65_536, "ce00010000"],
    [2 ** 32 - 1, "ceffffffff"],
    [2 ** 32, "cf0000000100000000"],
    [2 ** 53 - 1, "cf001fffffffffffff"],
    [-1, "ff"],
    [-32, "e0"],
    [-33, "d0df"],
    [-128, "d080"],
    [-129, "d1ff7f"],
    [-32_768, "d18000"],
    [-32_769, "d2ffff7fff"],
    [-(2 ** 31), "d280000000"],
    [-(2 ** 31) - 1, "d3ffffffff7fffffff"],
    [1 - 2 ** 53, "d3ffe0000000000001"],
    [-0, "00"],
  ])("E3 %d has one form", (number, form) => {
    expect(toHex(pack(number))).toBe(form);
    expect(unpack(fromHex(form))).toBe(number + 0);
  });

  test.each([
    ["cc7f", "a small number in a byte of its own"],
    ["d000", "a non-negative number in the signed family"],
    ["d1ffff", "a small negative number in two bytes"],
    ["cf0000000000000001", "a small number in eight bytes"],
    ["d90161", "a short text with a length byte"],
    ["c5000161", "a short binary with two length bytes"],
    ["dc000100", "a short array with two length bytes"],
    ["de0001a16100", "a short map with two length bytes"],
    ["0000", "something after the end"],
    ["", "nothing"],
    ["92", "an array that ends too early"],
    ["a2 61", "a text that ends too early"],
    ["dd ffffffff", "an array of four billion that are not there"],
    ["ca3f800000", "a float"],
    ["cb3ff0000000000000", "a double"],
    ["d40000", "an extension"],
    ["c1", "the tag that is none"],
    ["cf0020000000000000", "2^53"],
    ["d3ffe0000000000000", "-2^53"],
    ["8100c0", "a key that is a number"],
  ])("E3 %s is refused: %s", (form) => {
    expect(() => unpack(hex(form))).toThrow(NotCanonical);
  });

  test("E4 keys are sorted by their UTF-8 bytes, which is not the order of JavaScript", () => {
    // U+FFFF is EF BF BF, U+10000 is F0 90 80 80, but D800 DC00 in code units.
    const map = { "\u{10000}": 1, "\uffff": 2, "10": 3, "9": 4, b: 5, a: 6 };
    expect([..."\u{10000}\uffff"].sort()).toEqual(["\u{10000}", "\uffff"]);
    expect(toHex(pack(map))).toBe("86a2313003a13904a16106a16205a3efbfbf02a4f090808001");
  });

  test.each([
    ["82a16201a16102", "keys out of order"],
    ["82a16101a16102", "a key twice"],
  ])("E4 %s is refused: %s", (form) => {
    expect(() => unpack(hex(form))).toThrow(NotCanonical);
  });

  test("E4 a message of the exchange may have its keys in any order", () => {
    expect(unpackLoose(hex("82a16201a161cc02"))).toEqual({ a: 2, b: 1 });
    expect(() => unpackLoose(hex("82a16201a16102 00"))).toThrow(NotCanonical);
  });

  test.each([
    ["a3eda080", "half a surrogate pair"],
    ["a2c080", "an overlong NUL"],
    ["a4f4908080", "beyond U+10FFFF"],
    ["a1ff", "no UTF-8 at all"],
  ])("E6 %s is refused: %s", (form) => {
    expect(() => unpack(hex(form))).toThrow(NotCanonical);
  });

  test("E6 a lone surrogate is not packed as something else", () => {
    expect(() => pack("a\ud800")).toThrow(NotCanonical);
    expect(() => pack({ "\udc00": 1 })).toThrow(NotCanonical);
  });

  test("E6 U+FEFF, U+2028 and __proto__ are ordinary", () => {
    const map = JSON.parse('{"__proto__": "\ufeffx\u2028", "constructor": 1}');
    const read = unpack(pack(map)) as Record<string, unknown>;
    expect(Object.getPrototypeOf(read)).toBe(null);
    expect(Object.keys(read)).toEqual(["__proto__", "constructor"]);
    expect(Object.values(read)).toEqual(["\ufeffx\u2028", 1]);
  });

  test.each([
    ["91", "arrays"],
    ["81a161", "maps"],
  ])("E22 a million nested %s are a value error", (opening) => {
    expect(() => unpack(hex(opening.repeat(1_000_000)))).toThrow(NotCanonical);
    let nested: unknown = null;
    for (let depth = 0; depth < 1_000_000; depth++) nested = [nested];
    expect(() => pack(nested)).toThrow(NotCanonical);
  });

  test("E17 what has no form is not packed", () => {
    for (const odd of [1.5, Number.NaN, 2 ** 53, undefined, () => 1, 1n]) {
      expect(() => pack([odd])).toThrow(NotCanonical);
    }
  });

  test("E7 hexadecimal text and bytes are each other's inverse, and sort alike", () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(fromHex(toHex(a))).toEqual(a);
        expect(Math.sign(compareBytes(a, b))).toBe(toHex(a) < toHex(b) ? -1 : toHex(a) > toHex(b) ? 1 : 0);
      }),
    );
    expect(toHex(utf8("é"))).toBe("c3a9");
  });
});
