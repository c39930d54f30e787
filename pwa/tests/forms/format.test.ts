/** Answers and errors in words. */

import { expect, test } from "vitest";
import { fieldOf } from "../../src/forms/dialect";
import { answerText, faultsByPath, type Speech, sentenceOf } from "../../src/forms/format";
import type { Value } from "../../src/sync/packing";
import { errors as english } from "../../src/words/en/errors";
import { fields as englishFields } from "../../src/words/en/fields";
import { errors } from "../../src/words/vi/errors";
import { fields } from "../../src/words/vi/fields";
import { formNamed } from "./dossiers";

const unitName = (code: string) => (code === "26732" ? "Đặc khu Côn Đảo" : code);
const vi: Speech = { language: "vi", fields, errors, unitName };
const en: Speech = { language: "en", fields: englishFields, errors: english, unitName };

test.each<readonly [string, string, Value, string, string]>([
  ["khoi-cong@1", "/footprint", 10_650, "106,5 m²", "106.5 m²"],
  ["khoi-cong@1", "/floors", 2, "2", "2"],
  ["khoi-cong@1", "/startDate", "2026-12-05", "5/12/2026", "5/12/2026"],
  ["khoi-cong@1", "/site/unit", "26732", "Đặc khu Côn Đảo", "Đặc khu Côn Đảo"],
  ["khoi-cong@1", "/basis", "giay_phep", "Có giấy phép xây dựng", "There is a building permit"],
  ["khoi-cong@1", "/permit/file", "at_desk", fields.atDesk, englishFields.atDesk],
  ["khoi-cong@1", "/declaration", true, fields.declared, englishFields.declared],
  ["khoi-cong@1", "/ruralOrIslandHouse", false, "Không phải", "No"],
  ["khoi-cong@1", "/workName", null, "", ""],
  ["khoi-cong@1", "/footprint", "to lắm", "to lắm", "to lắm"],
  ["khoi-cong@1", "/workName", { vi: "Nhà" }, '{"vi":"Nhà"}', '{"vi":"Nhà"}'],
  ["chung-thuc@1", "/items/@9f3kq0aa00000/issuerCountry", "VN", "Việt Nam", "Vietnam"],
  ["chung-thuc@1", "/requester/dob", "1950", "1950", "1950"],
])("%s %s = %s reads well in both languages", async (id, path, value, inVietnamese, inEnglish) => {
  const field = fieldOf(await formNamed(id), path);
  if (field === undefined) throw new Error(path);
  expect([answerText(field, value, vi), answerText(field, value, en)]).toEqual([inVietnamese, inEnglish]);
});

test("a field's own sentence goes before the general one", async () => {
  const form = await formNamed("khoi-cong@1");
  expect(sentenceOf(form, ["/site/street", "required", {}], vi)).toBe("Chưa có số nhà, đường nơi xây");
  expect(sentenceOf(form, ["/site/street", "maxLength", { limit: 200 }], vi)).toBe(errors.maxLength("200"));
});

test("a limit is said in the measure of its field", async () => {
  const form = await formNamed("khoi-cong@1");
  expect(sentenceOf(form, ["/height", "maximum", { limit: 100_000 }], vi)).toBe(errors.maximum("1000"));
  expect(sentenceOf(form, ["/footprint", "minimum", { limit: 1 }], en)).toBe(english.minimum("0.01"));
  expect(sentenceOf(form, ["/footprint", "type", { type: "integer" }], vi)).toBe(errors.decimal(2));
});

test("a keyword from elsewhere still gets a sentence", async () => {
  const form = await formNamed("khoi-cong@1");
  expect(sentenceOf(form, ["/workName", "toString", {}], vi)).toBe(errors.pattern);
  expect(sentenceOf(form, ["/nowhere", "required", {}], vi)).toContain("/nowhere");
});

test("of several faults of one field the one to mend first is told", async () => {
  const form = await formNamed("phan-anh@1");
  const told = faultsByPath(
    form,
    [
      ["/name", "minLength", { limit: 2 }],
      ["/name", "pattern", {}],
      ["/text", "required", {}],
    ],
    vi,
  );
  expect([...told]).toEqual([
    ["/name", "Tên chỉ gồm chữ, ví dụ Trần Văn Bảy"],
    ["/text", "Chưa có nội dung"],
  ]);
});
