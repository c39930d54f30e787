/** The text of consent: every place is filled, in both languages, and says what the hub holds to. */

import { expect, test } from "vitest";
import { consentNow, consentText, sentencesOf } from "../../src/forms/consents";
import { feeShort } from "../../src/forms/facts";

const FILLED = { helper: "Mai", group: "Tổ 3", procedure: "Khai sinh", fee: "0 đ", until: "27/12/2026" };

test.each(["vi", "en"] as const)("no place stays open in %s, and every one is used", (language) => {
  const text = sentencesOf(consentNow(), language, FILLED).join(" ");
  expect(text).not.toMatch(/[{}]/);
  for (const part of Object.values(FILLED)) expect(text).toContain(part);
});

test("a version is found again by its number; one that this release does not have is not", () => {
  expect(consentText(consentNow().version)).toBe(consentNow());
  expect(consentText(999)).toBeNull();
});

test.each([
  [0, "0\u00a0đ"],
  [30_000, "30.000\u00a0đ"],
  ["unknown", "hỏi quầy"],
] as const)("a fee of %s is said as %s", (amount, said) => {
  const fee = { amount, online: amount, text: { vi: "", en: "" }, verified: true } as const;
  expect(feeShort(fee, "hỏi quầy")).toBe(said);
});
