/** What is asked before somebody is helped: nothing is missing, nothing is written that was not chosen. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { couldBeCode } from "../../src/screens/cancel/code";
import {
  bodyOf,
  DAYS,
  type Draft,
  EMPTY,
  expiresOf,
  faultsOfNotices,
  faultsOfWho,
  freshCode,
  proofOf,
} from "../../src/screens/helper/draft";
import { read } from "../../src/sync/consent";
import { ALPHABET } from "../../src/sync/number";
import type { ValueMap } from "../../src/sync/packing";
import { helping as words } from "../../src/words/vi/helping";

const WITNESSED: Draft = {
  ...EMPTY,
  procedure: "KHOI_CONG",
  name: "  Nguyễn  Thị Tám ",
  mode: "witness",
  witnessName: "Lê Văn Chín",
  witnessPhone: "0909 123 456",
  to: "post",
  noticeAddress: "Ấp 3,\n Côn Đảo",
};
const AROUND = { text: 1, language: "vi", nowMs: 1_795_222_800_000, cancel: "ab".repeat(32) } as const;

const whole = (draft: Draft) =>
  read({ ...bodyOf(draft, AROUND), proof: proofOf(draft) } as unknown as ValueMap);
const places = (faults: readonly { readonly id: string }[]) => faults.map(({ id }) => id);

test("a witness and a letter: what was typed becomes single lines, and a number its digits", () => {
  expect([faultsOfWho(WITNESSED, words), faultsOfNotices(WITNESSED, words)]).toEqual([[], []]);
  expect(whole(WITNESSED)).toMatchObject({
    name: "Nguyễn Thị Tám",
    proof: { name: "Lê Văn Chín", phone: "0909123456" },
    notices: { to: "post", name: "Nguyễn Thị Tám", phone: "", address: "Ấp 3, Côn Đảo" },
    expires: AROUND.nowMs + 30 * 86_400_000,
  });
});

test.each<[Partial<Draft>, string[]]>([
  [{ name: " " }, ["name"]],
  [{ mode: null }, ["mode-witness"]],
  [{ mode: "phone" }, ["phone-code"]],
  [{ mode: "phone", phoneCode: "k7pm 3xh" }, ["phone-code"]],
  [{ mode: "phone", phoneCode: "k7pm 3xhO" }, ["phone-code"]],
  [{ mode: "phone", phoneCode: "k7pm 3xhw" }, []],
  [{ mode: "card" }, ["officer"]],
  [{ mode: "card", officer: "CB-1" }, []],
  [{ mode: "passkey" }, []],
  [{ witnessName: "" }, ["witness-name"]],
  [{ witnessPhone: "" }, []],
  [{ witnessPhone: "0909" }, ["witness-phone"]],
])("who agrees, with %j: to mend %j", (some, ids) => {
  expect(places(faultsOfWho({ ...WITNESSED, ...some }, words))).toEqual(ids);
});

test.each<[Partial<Draft>, string[]]>([
  [{ to: null }, ["to-own"]],
  [{ to: "own" }, ["notice-phone"]],
  [{ to: "own", mode: "phone" }, []],
  [{ to: "own", mode: "passkey" }, []],
  [{ to: "own", noticePhone: "0909123456" }, []],
  [{ to: "relative" }, ["notice-name", "notice-phone"]],
  [{ to: "relative", noticeName: "Con gái", noticePhone: "+84 909 123 456" }, []],
  [{ to: "helper", noticeAddress: "" }, []],
  [{ to: "post", noticeAddress: " " }, ["notice-address"]],
])("who is told, with %j: to mend %j", (some, ids) => {
  expect(places(faultsOfNotices({ ...WITNESSED, ...some }, words))).toEqual(ids);
});

test("what was typed for a way that was not chosen is not written down", () => {
  const typed = { ...WITNESSED, noticeName: "Con gái", noticePhone: "0909123456" };
  expect(whole({ ...typed, to: "helper", noticeAddress: "" })?.notices).toEqual({
    to: "helper",
    name: "",
    phone: "",
    address: "",
  });
  expect(whole({ ...typed, mode: "phone", phoneCode: "k7pm-3xhw", to: "own" })).toMatchObject({
    proof: { code: "K7PM-3XHW" },
    notices: { to: "own", name: "", phone: "", address: "" },
  });
});

test("whatever is typed, a draft without faults makes a consent that stands", () => {
  const line = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom("0909 123 456", "K7PM3XHW", "An"),
  );
  const drafts = fc.record({
    procedure: fc.constantFrom("KHOI_CONG", "1.001193"),
    days: fc.constantFrom(...DAYS),
    name: line,
    mode: fc.constantFrom("phone", "card", "witness"),
    phoneCode: line,
    officer: line,
    witnessName: line,
    witnessPhone: line,
    to: fc.constantFrom("own", "relative", "helper", "post"),
    noticeName: line,
    noticePhone: line,
    noticeAddress: line,
  });
  let stood = 0;
  fc.assert(
    fc.property(drafts, (draft) => {
      const faults = [...faultsOfWho(draft as Draft, words), ...faultsOfNotices(draft as Draft, words)];
      if (faults.length > 0) return;
      stood += 1;
      expect(whole(draft as Draft)).not.toBeNull();
    }),
    { numRuns: 2_000 },
  );
  expect(stood).toBeGreaterThan(20);
});

test("a consent lasts as many days as were chosen, thirty unless somebody says otherwise", () => {
  expect(EMPTY.days).toBe(30);
  expect(DAYS.map((days) => expiresOf({ ...EMPTY, days }, 0) / 86_400_000)).toEqual([7, 30, 90]);
});

test("a cancel code has three groups of four of letters that nobody confuses", () => {
  const drawn: number[] = [];
  const code = freshCode((below) => {
    expect(below).toBe(ALPHABET.length);
    drawn.push(drawn.length % below);
    return drawn.at(-1) ?? 0;
  });
  expect(code).toBe("3467-9ACD-EFHJ");
  expect(drawn.length).toBe(12);
});

test.each([
  ["K7PM-3XHW-9CDA", true],
  ["k7pm 3xhw 9cda", true],
  [" k7pm3xhw9cda\n", true],
  ["K7PM-3XHW", false],
  ["", false],
])("“%s” could be a cancel code: %s", (typed, could) => {
  expect(couldBeCode(typed)).toBe(could);
});
