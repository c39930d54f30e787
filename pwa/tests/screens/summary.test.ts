/** What a dossier says, in the order of its form. */

import { expect, test } from "vitest";
import schema from "../../../schemas/forms/chung-thuc/1/schema.json";
import ui from "../../../schemas/forms/chung-thuc/1/ui.json";
import type { Form, Schema, Ui } from "../../src/forms/dialect";
import { summary } from "../../src/screens/parts/summary";

const form: Form = {
  id: "chung-thuc@1",
  schema: schema as unknown as Schema,
  rules: {},
  ui: ui as unknown as Ui,
  calendar: { off: new Set(), work: new Set(), lunar: {} },
};
const row = "9f3kq0aa00000";
const other = "9f3kq0aa00001";

function read(values: Readonly<Record<string, string>>, rows: readonly string[]) {
  const view = { values: new Map(Object.entries(values)), rows: new Map([["/items", rows]]) };
  return summary(form, view, "vi").flatMap((part) => part.items);
}

test("rows stand in their order, each with lines of its own", () => {
  const items = read({ [`/items/@${row}/title`]: "Bằng lái", [`/items/@${other}/title`]: "Hộ chiếu" }, [
    other,
    row,
  ]);
  const group = items.find((item) => item.kind === "rows");
  expect(group?.kind === "rows" ? group.rows.map(({ id, name }) => [id, name]) : null).toEqual([
    [other, "Giấy tờ 1"],
    [row, "Giấy tờ 2"],
  ]);
  expect(group?.kind === "rows" ? group.rows[0]?.lines[0]?.path : null).toBe(`/items/@${other}/title`);
});

test("what is not asked as things stand is left out", () => {
  const paths = (values: Readonly<Record<string, string>>) =>
    read(values, []).flatMap((item) => (item.kind === "line" ? [item.line.path] : []));
  expect(paths({ "/requester/pid/type": "can_cuoc" })).toContain("/requester/pid/number");
  expect(paths({ "/requester/pid/type": "khong_co" })).not.toContain("/requester/pid/number");
});

test("lines are called as the form calls them", () => {
  const [first] = read({}, []);
  expect(first?.kind === "line" ? first.line.label : null).toBe("Họ và tên người yêu cầu");
});
