/** Which fields a supplement opens: those it names and those beneath, and not one more (SPEC K12). */

import { expect, test } from "vitest";
import type { Form } from "../../src/forms/dialect";
import { namesOf, openQuestions } from "../../src/forms/supplement";
import { isAskedFor } from "../../src/store/supplement";

const words = (vi: string) => ({ vi, en: vi });
const field = (label: string) => ({ label: words(label), widget: "text" }) as const;
const step = (id: string, question: string, fields: readonly string[]) => ({
  id,
  question: words(question),
  fields,
});
const row = {
  name: words("Giấy tờ"),
  add: words("Thêm"),
  title: "/papers/@/title",
  steps: [step("giay", "Giấy gì?", ["/papers/@/title", "/papers/@/number"])],
};
const form = {
  id: "thu@1",
  schema: {},
  rules: {},
  calendar: {},
  ui: {
    sections: [
      {
        title: words("Người"),
        steps: [
          step("cha", "Cha là ai?", ["/father/name", "/father/number"]),
          step("me", "Mẹ là ai?", ["/mother/name"]),
        ],
      },
      { title: words("Giấy"), steps: [step("giay-to", "Có giấy gì?", ["/papers", "/papersNote"])] },
    ],
    at_check: ["/promise"],
    fields: {
      "/father/name": field("Họ và tên"),
      "/father/number": field("Số căn cước"),
      "/mother/name": field("Họ và tên"),
      "/papers": { label: words("Giấy tờ"), widget: "rows", row },
      "/papers/@/title": field("Tên giấy"),
      "/papers/@/number": field("Số giấy"),
      "/papersNote": field("Ghi chú"),
      "/promise": field("Cam kết"),
    },
  },
} as unknown as Form;

const A = "/papers/@9f3kq0aa00000";
const B = "/papers/@9f3kq0aa00001";
const open = (...asked: string[]) => openQuestions(form, asked).flatMap(({ paths }) => paths);

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["nothing", [], []],
  ["one field", ["/mother/name"], ["/mother/name"]],
  ["a group, which is no field itself", ["/father"], ["/father/name", "/father/number"]],
  ["a list, and not what only begins like it", ["/papers"], ["/papers"]],
  ["a row", [B], [`${B}/title`, `${B}/number`]],
  ["fields of rows", [`${B}/number`, `${A}/title`], [`${B}/number`, `${A}/title`]],
  ["a list and a row of it", ["/papers", A], ["/papers"]],
  ["what is asked at the end", ["/promise"], ["/promise"]],
  ["what the form does not know", ["/weather"], []],
  [
    "in the order of the form",
    ["/promise", "/papersNote", "/father/number"],
    ["/father/number", "/papersNote", "/promise"],
  ],
])("a supplement that names %s", (_, asked, fields) => {
  expect(open(...asked)).toEqual(fields);
  // What is offered is what the hub lets stand.
  expect(fields.every((path) => isAskedFor(path, asked))).toBe(true);
});

test("each stands under its question, and is called so that it cannot be taken for another", () => {
  const asked = ["/mother/name", `${A}/number`, "/promise"];
  expect(openQuestions(form, asked).map(({ question }) => question?.vi)).toEqual([
    "Mẹ là ai?",
    "Có giấy gì?",
    undefined,
  ]);
  expect(namesOf(form, asked, "vi")).toEqual(["Mẹ là ai? Họ và tên", "Số giấy", "Cam kết"]);
});

test("a path opens itself and what lies beneath, never a neighbour of a like name", () => {
  expect(["/a", "/a/b", "/ab", "/", "/a/@x/b"].map((path) => isAskedFor(path, ["/a"]))).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
});
