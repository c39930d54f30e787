/** No two answers of a section are called the same, away from the pages on which they were given. */

import { expect, test } from "vitest";
import { nameAway } from "../../src/forms/toldApart";
import { completeDossiers, formNamed } from "./dossiers";

test("an answer is called by its label, and where two pages ask alike by its question too", async () => {
  const form = await formNamed("khai-sinh@1");
  const called = (path: string) => nameAway(form, path, "vi");
  expect(called("/child/name")).toBe("Họ, chữ đệm, tên của trẻ");
  expect(called("/child/birthPlace/unit")).toBe("Em bé sinh ở đâu? Phường, xã, đặc khu");
  expect(called("/child/homeTown/unit")).toBe("Quê quán của bé ở đâu? Phường, xã, đặc khu");
  expect(called("/declaration")).toBe(form.ui.fields["/declaration"]?.label.vi);
});

test("in a row it stands among those of the row", async () => {
  const form = await formNamed("chung-thuc@2");
  expect(nameAway(form, "/items/@9f3kq0aa00000/title", "vi")).toBe("Tên giấy tờ");
});

test.each(Object.keys(completeDossiers))("%s: no two of a section are called the same", async (id) => {
  const { ui, ...form } = await formNamed(id);
  const pages = [...ui.sections, ...Object.values(ui.fields).flatMap(({ row }) => row ?? [])];
  for (const { steps } of pages)
    for (const language of ["vi", "en"] as const) {
      const names = steps.flatMap(({ fields }) =>
        fields.map((each) => nameAway({ ui, ...form }, each, language)),
      );
      expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
    }
});
