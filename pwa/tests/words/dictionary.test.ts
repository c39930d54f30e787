/** Every Vietnamese sentence stands in one dictionary, and the README says how many nobody has read. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  broughtUpToDate,
  DICTIONARY,
  dictionary,
  README,
  sentencesInUse,
  toldUnread,
} from "../../tooling/words.mjs";

test("the dictionary has every sentence in use, and no other: `node tooling/words.mjs` writes it", () => {
  expect(readFileSync(DICTIONARY, "utf8")).toBe(broughtUpToDate(sentencesInUse(), dictionary()));
});

test("sentences of every place are found", () => {
  const inUse = sentencesInUse();
  for (const sentence of [
    // a text and a function of the app, a question, a label of an official list, a kind, a fact
    "Đã lưu trên máy",
    "Câu\u00a0{…} trong khoảng\u00a0{…}",
    "Mình là gì của em bé?",
    "Họ tên",
    "Chưa chọn cách nhận kết quả",
    "Giấy chứng sinh",
  ])
    expect([...inUse.keys()], sentence).toContain(sentence);
  expect(inUse.get("Giấy chứng sinh")).toBe("fact");
});

test("the README says how many nobody has read", () => {
  const told = `${toldUnread()} of them have not been read by a native speaker`;
  expect(readFileSync(README, "utf8")).toContain(told);
});
