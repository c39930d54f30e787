/** How the app speaks: both languages say everything, in composed letters, and nothing that look.md forbids. */

import { expect, test } from "vitest";
import { english, vietnamese } from "./dictionaries";

test("English has exactly the sentences of Vietnamese", () => {
  expect([...english.keys()].sort()).toEqual([...vietnamese.keys()].sort());
  expect(vietnamese.size).toBeGreaterThan(200);
});

test("no sentence is empty, but for what is filled in", () => {
  const empty = [...vietnamese, ...english].filter(([, sentence]) => sentence.trim() === "");
  expect(empty).toEqual([]);
});

test("every sentence is in composed letters, with single spaces and none at its ends", () => {
  const odd = [...vietnamese, ...english].filter(
    ([, sentence]) =>
      sentence !== sentence.normalize("NFC") || sentence !== sentence.trim().replace(/ {2,}/g, " "),
  );
  expect(odd).toEqual([]);
});

/** No ceremony, no office language, no blame, and none of the jargon of those who built it. */
const neverSaid = [
  /quý khách/i,
  /quý vị/i,
  /kính (gửi|mời|thưa)/i,
  /vui lòng/i,
  /không hợp lệ/i,
  /sai (dữ liệu|định dạng)/i,
  /thất bại/i,
  /lỗi (hệ thống|dữ liệu|người dùng)/i,
  /đồng bộ|máy chủ|server|cache|token/i,
];

test.each(neverSaid)("no Vietnamese sentence says %s", (forbidden) => {
  expect([...vietnamese].filter(([, sentence]) => forbidden.test(sentence))).toEqual([]);
});

test("English does not blame", () => {
  const blaming = /\b(invalid|illegal|failed|wrong|you (forgot|must))\b/i;
  expect([...english].filter(([, sentence]) => blaming.test(sentence))).toEqual([]);
});

test("sentences are short enough to be read on a phone", () => {
  const long = [...vietnamese].flatMap(([key, text]) =>
    text
      .split(/(?<=[.!?]) /)
      .filter((sentence) => sentence.length > 130)
      .map((sentence) => [key, sentence]),
  );
  expect(long).toEqual([]);
});
