/** How far the sections of a form are, and which question is open. */

import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { assemble } from "../../src/forms/assemble";
import { toMend } from "../../src/forms/mending";
import { firstOpen, hasOverview, sectionsNow } from "../../src/forms/sections";
import type { Operation } from "../../src/sync/change";
import { completeDossiers, formNamed, TODAY, viewOfOperations } from "./dossiers";

const FEEDBACK = "phan-anh@2";
const COPIES = "chung-thuc@2";
const ROW = "9f3kq0aa00000";

async function stands(id: string, operations: readonly Operation[], critical: readonly string[] = []) {
  const form = await formNamed(id);
  const answers = assemble(form, viewOfOperations(operations));
  const errors = toMend({ form, today: TODAY, answers: signal(answers) });
  const mending = { errors, critical };
  const sections = sectionsNow(form, answers, mending);
  return {
    states: sections.map(({ state }) => (state.kind === "open" ? `open ${state.pages}` : state.kind)),
    leads: sections.map(({ first }) => first),
    open: firstOpen(form, answers, mending),
    errors,
  };
}

test("nothing written: a section is untouched, or can be skipped where nothing in it must be answered", async () => {
  const { states, leads, open } = await stands(FEEDBACK, []);
  expect(states).toEqual(["untouched", "skippable", "untouched"]);
  expect(leads).toEqual(["linh-vuc", "o-dau", "ten"]);
  expect(open).toBe("linh-vuc");
});

test("some of it written: the questions still to be answered are counted, and the first of them is next", async () => {
  const begun: Operation[] = [["set", "/requester/name", "Trần Thị Mỹ Hạnh"]];
  const { states, leads, open, errors } = await stands(COPIES, begun);
  const missing = errors.filter(([path]) => path.startsWith("/requester"));
  expect(missing.length).toBeGreaterThan(0);
  expect(states[0]).toMatch(/^open [1-9]$/);
  expect(states[1]).toBe("untouched");
  expect(leads[0]).toBe(open);
  expect(open).not.toBe("nguoi-yeu-cau");
});

test("an answer that cannot stand makes a section one to be mended, even beside gaps", async () => {
  const { states, leads } = await stands(FEEDBACK, [
    ["set", "/category", "khac"],
    ["set", "/text", "Đèn đường tắt"],
    ["set", "/phone", "12"],
  ]);
  expect(states).toEqual(["done", "skippable", "mend"]);
  expect(leads[2]).toBe("ten");
});

test("an answer that matters and is twofold is to be mended", async () => {
  const whole = Object.values(completeDossiers["khoi-cong@2"] ?? {})[0] ?? [];
  const calm = await stands("khoi-cong@2", whole);
  expect(calm.states[0]).toBe("done");
  const twofold = await stands("khoi-cong@2", whole, ["/investor/pid/number"]);
  expect(twofold.states[0]).toBe("mend");
  expect(twofold.open).toBe("giay-to");
});

test("what is wrong in a row belongs to the page of its list", async () => {
  const { states, leads } = await stands(COPIES, [["insert", "/items", ROW, "P"]]);
  expect(states[1]).toBe("open 1");
  expect(leads[1]).toBe("ban-chinh");
});

test.each(Object.keys(completeDossiers))("a whole dossier of %s has nothing open", async (id) => {
  for (const operations of Object.values(completeDossiers[id] ?? {})) {
    const { states, open } = await stands(id, operations);
    expect(open).toBeNull();
    expect(states.filter((state) => state !== "done" && state !== "skippable")).toEqual([]);
  }
});

test("a section of which nothing is asked is not there", async () => {
  const form = await formNamed("hon-nhan@1");
  const { states } = await stands("hon-nhan@1", []);
  expect(states.length).toBeLessThan(form.ui.sections.length);
});

test("a form of one section has no overview", async () => {
  const form = await formNamed(FEEDBACK);
  expect(hasOverview(form)).toBe(true);
  const one = { ...form, ui: { ...form.ui, sections: form.ui.sections.slice(0, 1) } };
  expect(hasOverview(one)).toBe(false);
});
