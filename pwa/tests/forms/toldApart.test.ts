/** No two answers of a section are called the same, away from the pages on which they were given. */

import { describe, expect, test } from "vitest";
import { assemble } from "../../src/forms/assemble";
import { fieldOf, type Step } from "../../src/forms/dialect";
import { nameAlone, nameAway, sentencesApart } from "../../src/forms/toldApart";
import { completeDossiers, formNamed, viewOfOperations } from "./dossiers";

test("an answer is called by its label, and where two pages ask alike by its question too", async () => {
  const form = await formNamed("khai-sinh@1");
  const called = (path: string) => nameAway(form, path, "vi");
  expect(called("/child/name")).toBe("Họ, chữ đệm, tên của trẻ");
  expect(called("/child/birthPlace/unit")).toBe("Em bé sinh ở đâu? Phường, xã, đặc khu");
  expect(called("/child/homeTown/unit")).toBe("Quê quán của bé ở đâu? Phường, xã, đặc khu");
  expect(called("/declaration")).toBe(form.ui.fields["/declaration"]?.label.vi);
});

test("all by itself, an answer says whose it is", async () => {
  const form = await formNamed("khai-sinh@1");
  const called = (path: string) => nameAlone(form, path, "vi");
  expect(called("/mother/pid/number")).toBe("Mẹ bé dùng giấy tờ nào? Số trên giấy tờ");
  expect(called("/father/pid/number")).toBe("Cha bé dùng giấy tờ nào? Số trên giấy tờ");
  expect(called("/child/name")).toBe("Họ, chữ đệm, tên của trẻ");
});

test("in a row it stands among those of the row", async () => {
  const form = await formNamed("chung-thuc@2");
  expect(nameAway(form, "/items/@9f3kq0aa00000/title", "vi")).toBe("Tên giấy tờ");
});

test("of sentences that read alike each says whose it is: its row, or its question", async () => {
  const form = await formNamed("chung-thuc@2");
  const rows = new Map([["/items", ["a", "b"]]]);
  const told = (sentences: Readonly<Record<string, string>>) => [
    ...sentencesApart(form, { rows }, new Map(Object.entries(sentences)), "vi").values(),
  ];
  expect(told({ "/items/@a/title": "Chưa có tên", "/items/@b/title": "Chưa có tên" })).toEqual([
    "Giấy tờ 1: Chưa có tên",
    "Giấy tờ 2: Chưa có tên",
  ]);
  expect(told({ "/items/@a/title": "Chưa có tên", "/items/@b/title": "Dài quá" })).toEqual([
    "Chưa có tên",
    "Dài quá",
  ]);
  const birth = await formNamed("khai-sinh@1");
  const places = new Map(
    ["/child/birthPlace/unit", "/child/homeTown/unit"].map((path) => [path, "Chưa chọn"]),
  );
  expect([...sentencesApart(birth, { rows }, places, "vi").values()]).toEqual([
    "Em bé sinh ở đâu? Chưa chọn",
    "Quê quán của bé ở đâu? Chưa chọn",
  ]);
});

describe.each(Object.keys(completeDossiers))("%s", (id) => {
  test("no two of a section are called the same, and all by themselves no two at all", async () => {
    const form = await formNamed(id);
    const paths = (pages: readonly { readonly steps: readonly Step[] }[]) =>
      pages.map(({ steps }) => steps.flatMap(({ fields }) => fields));
    const rows = Object.values(form.ui.fields).flatMap(({ row }) => row ?? []);
    for (const language of ["vi", "en"] as const) {
      const groups = paths([...form.ui.sections, ...rows]);
      for (const group of groups)
        expect(twice(group.map((each) => nameAway(form, each, language)))).toEqual([]);
      expect(twice(groups.flat().map((each) => nameAlone(form, each, language)))).toEqual([]);
    }
  });

  test("and no two sentences about them read alike, in any row", async () => {
    const form = await formNamed(id);
    for (const operations of Object.values(completeDossiers[id] ?? {})) {
      const answers = assemble(form, viewOfOperations(operations));
      const sentences = new Map(
        [...answers.asked.keys()].map((each) => [each, fieldOf(form, each)?.label.vi ?? ""]),
      );
      expect(twice([...sentencesApart(form, answers, sentences, "vi").values()])).toEqual([]);
    }
  });
});

function twice(names: readonly string[]): readonly string[] {
  return names.filter((each, index) => names.indexOf(each) !== index);
}
