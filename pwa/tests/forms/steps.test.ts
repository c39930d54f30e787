/** Which page comes next. */

import { expect, test } from "vitest";
import { type Answers, assemble } from "../../src/forms/assemble";
import { pageAfter, pageBefore, pageOf, pagesNow, pageWith } from "../../src/forms/steps";
import type { Operation } from "../../src/sync/change";
import { completeDossiers, formNamed, viewOfOperations } from "./dossiers";

const ROW = "9f3kq0aa00000";

async function filled(id: string, ...more: readonly Operation[]) {
  const form = await formNamed(id);
  const whole = Object.values(completeDossiers[id] ?? {})[0] ?? [];
  const answers: Answers = assemble(form, viewOfOperations([...whole, ...more]));
  const ids = pagesNow(form, answers.asked).map((page) => page.id);
  return { form, asked: answers.asked, ids };
}

test("a page is asked only while one of its fields is", async () => {
  const permit = await filled("khoi-cong@1");
  expect(permit.ids).toContain("giay-phep");
  expect(permit.ids).not.toContain("khu-vuc-mien");
  const exempt = await filled("khoi-cong@1", ["set", "/basis", "mien_giay_phep"]);
  expect(exempt.ids).toContain("khu-vuc-mien");
  expect(exempt.ids).not.toContain("giay-phep");
  expect(exempt.ids).not.toContain("thiet-ke");
});

test("pages follow one another to the end and back to the first", async () => {
  const { form, asked, ids } = await filled("khoi-cong@1");
  const there: string[] = [];
  for (let id: string | null = ids[0] ?? null; id !== null; ) {
    const page = pageOf(form, asked, id);
    if (page === null) throw new Error(id);
    there.push(id);
    expect(pageBefore(form, asked, page)).toBe(there.at(-2) ?? null);
    id = pageAfter(form, asked, page);
  }
  expect(there).toEqual(ids);
});

test("a page says where it stands", async () => {
  const { form, asked, ids } = await filled("khoi-cong@1");
  const page = pageOf(form, asked, "giay-to");
  expect([page?.number, page?.count]).toEqual([2, ids.length]);
});

test("a row has pages of its own, between its list and its list", async () => {
  const { form, asked } = await filled("chung-thuc@1");
  const first = pageOf(form, asked, `ban-chinh.${ROW}.ten`);
  const last = pageOf(form, asked, `ban-chinh.${ROW}.so-luong`);
  if (first === null || last === null) throw new Error("the row has no pages");
  expect(first.paths).toEqual([`/items/@${ROW}/title`]);
  expect(pageBefore(form, asked, first)).toBe("ban-chinh");
  expect(pageAfter(form, asked, first)).toBe(`ban-chinh.${ROW}.noi-cap`);
  expect(pageAfter(form, asked, last)).toBe("ban-chinh");
});

test("what is not asked has no page", async () => {
  const { form, asked } = await filled("chung-thuc@1");
  expect(pageOf(form, asked, "ngay-sinh")).toBeNull();
  expect(pageOf(form, asked, "ban-chinh.0000000000009.ten")).toBeNull();
  expect(pageOf(form, asked, "")).toBeNull();
});

test("an error leads to the page of its field", async () => {
  const { form, asked } = await filled("chung-thuc@1");
  expect(pageWith(form, asked, "/items")).toBe("ban-chinh");
  expect(pageWith(form, asked, `/items/@${ROW}/pages`)).toBe(`ban-chinh.${ROW}.so-luong`);
  expect(pageWith(form, asked, "/requester/name")).toBe("nguoi-yeu-cau");
  const notice = await filled("khoi-cong@1");
  expect(pageWith(notice.form, notice.asked, "/declaration")).toBeNull();
});
