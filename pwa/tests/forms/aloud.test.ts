/** What is read aloud of a page. */

import { expect, test } from "vitest";
import { aloud } from "../../src/forms/aloud";
import { assemble } from "../../src/forms/assemble";
import type { Speech } from "../../src/forms/format";
import { pageOf } from "../../src/forms/steps";
import type { Operation } from "../../src/sync/change";
import { errors } from "../../src/words/vi/errors";
import { fields } from "../../src/words/vi/fields";
import { formNamed, viewOfOperations } from "./dossiers";

const SPEECH: Speech = { language: "vi", fields, errors, unitName: (code) => code };

async function heard(id: string, step: string, operations: readonly Operation[] = []) {
  const form = await formNamed(id);
  const { asked } = assemble(form, viewOfOperations(operations));
  const page = pageOf(form, asked, step);
  if (page === null) throw new Error(`no page ${step}`);
  return aloud(form, asked, page, SPEECH);
}

test("the question comes first, then what each answer is called and may be", async () => {
  const said = await heard("khoi-cong@2", "giay-to", [["set", "/investor/pid/type", "can_cuoc"]]);
  expect(said[0]).toBe("Chủ nhà dùng giấy tờ nào?");
  expect(said).toContain("Căn cước, CCCD (12 số)");
  expect(said).toContain("Số trên giấy tờ");
});

test("what need not be answered is said to be so", async () => {
  const said = await heard("phan-anh@2", "giau-ten");
  expect(said.some((sentence) => sentence.endsWith(", không bắt buộc"))).toBe(true);
});

test("an answer is never read, for the voice may speak from somewhere else", async () => {
  const said = await heard("khoi-cong@2", "chu-nha", [["set", "/investor/name", "Nguyễn Thị Lan"]]);
  expect(said.join(" ")).not.toContain("Lan");
});

test("a long list to search in is not read out, and nothing is said twice", async () => {
  const said = await heard("chung-thuc@2", "ban-chinh");
  expect(new Set(said).size).toBe(said.length);
  expect((await heard("khoi-cong@2", "noi-xay")).length).toBeLessThan(12);
});
