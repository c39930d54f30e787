/** The states of a dossier, word for word, and what they promise. */

import { expect, test } from "vitest";
import { type Stated, standing } from "../../src/screens/parts/standing";
import { common } from "../../src/words/vi/common";
import { states } from "../../src/words/vi/states";

const nowMs = Date.parse("2026-11-21T16:00+07:00");
const stateTimeMs = Date.parse("2026-11-21T14:02+07:00");
const plain: Stated = {
  state: "draft",
  stateTimeMs,
  holderName: "",
  conflicts: 0,
  errors: [],
  onlyHere: false,
};
const said = (card: Partial<Stated>, signedIn = true) =>
  standing({ ...plain, ...card }, { words: states, times: common, nowMs, signedIn });

const allStates = [
  "draft",
  "queued",
  "sending",
  "sent",
  "submitted",
  "received",
  "mend",
  "two-answers",
] as const;

test.each([
  [{ state: "draft" }, "Bản nháp – đã lưu trên máy"],
  [{ state: "queued" }, "Chờ gửi"],
  [{ state: "sending" }, "Đang gửi"],
  [{ state: "sent" }, "Đã gửi lúc 14:02"],
  [{ state: "submitted" }, "Đã nộp lúc 14:02"],
  [{ state: "received", holderName: "Đặc khu Côn Đảo" }, "Quầy Đặc khu Côn Đảo đã nhận lúc 14:02"],
  [{ state: "received" }, "Quầy đã nhận lúc 14:02"],
  [{ state: "mend" }, "Cần sửa"],
  [{ state: "two-answers" }, "Có hai câu trả lời"],
] as const)("%o reads “%s”", (card, label) => {
  expect(said(card).label).toBe(label);
});

test("a state of another day says which", () => {
  const yesterday = { stateTimeMs: stateTimeMs - 86_400_000 };
  expect(said({ state: "sent", ...yesterday }).label).toBe("Đã gửi lúc 14:02 hôm qua");
});

test("“đã nộp” and “đã nhận” are said only once the hub has answered", () => {
  const unconfirmed = allStates.filter((state) => state !== "submitted" && state !== "received");
  for (const state of unconfirmed) expect(said({ state }).label).not.toMatch(/đã (nộp|nhận)/i);
});

test.each(allStates)("“%s” says in a sentence of its own what happens next", (state) => {
  const { next } = said({ state, conflicts: 2 });
  expect(next).toMatch(/\.$/);
  expect(allStates.filter((other) => said({ state: other, conflicts: 2 }).next === next)).toEqual([state]);
});

test("the lamp is lit only where nothing goes on without the person", () => {
  expect(allStates.filter((state) => said({ state }).needsYou)).toEqual(["mend", "two-answers"]);
  expect(said({ state: "queued" }, false).needsYou).toBe(true);
  expect(said({ state: "queued", onlyHere: true }).needsYou).toBe(true);
});

test("a queued dossier says what it waits for", () => {
  expect(said({ state: "queued" }).next).toBe(states.queuedNext);
  expect(said({ state: "queued" }, false).next).toBe(states.queuedNeedsSignIn);
  // Kept here by its person: a code would not send it.
  expect(said({ state: "queued", onlyHere: true }, false).next).toBe(states.queuedOnlyHere);
});

test("how much is to be mended or chosen is counted", () => {
  const errors = [["/workName", "required", {}] as const, ["/floors", "required", {}] as const];
  expect(said({ state: "mend", errors }).next).toContain("2 chỗ");
  expect(said({ state: "two-answers", conflicts: 3 }).next).toContain("3 câu");
});
