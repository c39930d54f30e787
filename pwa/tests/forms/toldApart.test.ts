/** No two answers of a section are called the same, away from the pages on which they were given. */

import { describe, expect, test } from "vitest";
import type { Step } from "../../src/forms/dialect";
import { nameAlone, nameAway } from "../../src/forms/toldApart";
import { completeDossiers, formNamed } from "./dossiers";

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
});

function twice(names: readonly string[]): readonly string[] {
  return names.filter((each, index) => names.indexOf(each) !== index);
}
