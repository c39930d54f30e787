/** A dossier that moves on to a newer version of its form, while another phone goes on writing on the old one. */

import { expect, test } from "vitest";
import type { Link } from "../../src/forms/carry";
import { carry } from "../../src/forms/carrying";
import type { Form } from "../../src/forms/dialect";
import { draft, pair, values } from "./people";
import type { Tab } from "./phone";

const links: readonly Link[] = [
  {
    from: "khoi-cong@1",
    to: "khoi-cong@2",
    steps: [
      { rename: ["/house/name", "/building/title"] },
      { drop: ["/note"], words: { vi: "Không hỏi nữa", en: "Not asked any more" } },
    ],
  },
];
const form: Form = {
  id: "khoi-cong@2",
  schema: {},
  rules: {},
  ui: { form: "", title: { vi: "", en: "" }, sections: [], at_check: [], fields: {}, not_asked: {} },
  calendar: { off: new Set(), work: new Set(), lunar: {} },
};

/** As the page does it. */
async function carryHere(tab: Tab, document: string): Promise<void> {
  await tab.sealDossier(document);
  const { view, close } = await tab.openDossier(document);
  await tab.carryOver(document, form.id, carry(view.value, view.value.card.form, form, links));
  close();
}

async function shownForm(tab: Tab, document: string): Promise<string> {
  const { view, close } = await tab.openDossier(document);
  close();
  return view.value.card.form;
}

test("a draft is of the newer form from then on, and what is typed next is written for it", async () => {
  const { phone, tab, document } = await draft();
  await tab.edit(document, [["set", "/note", "đừng mất"]]);
  await carryHere(tab, document);
  await tab.edit(document, [["set", "/floors", 3]]);
  expect(await shownForm(tab, document)).toBe("khoi-cong@2");
  expect(await values(tab, document, "/building/title")).toEqual(["Nhà"]);
  expect(await values(tab, document, "/house/name")).toEqual([null]);
  expect(await values(tab, document, "/note")).toEqual([null]);
  const { view } = await tab.openDossier(document);
  expect(view.value.fields.get("/floors")?.entries).toMatchObject([{ form: "khoi-cong@2" }]);
  expect(view.value.history.map(({ kind }) => kind)).toEqual(["carried", "created"]);
  expect(view.value.history[0]?.emptied).toEqual([
    { path: "/house/name", value: "Nhà", form: "khoi-cong@1" },
    { path: "/note", value: "đừng mất", form: "khoi-cong@1" },
  ]);
  // It is still so after the browser was killed, and what is handed in names the newer form.
  const again = await phone.open();
  expect(await shownForm(again, document)).toBe("khoi-cong@2");
  await again.submit(document);
  const { document: folded } = (await again.load(document)) ?? {};
  expect(folded?.log().find(({ kind }) => kind === "submitted")?.body.form).toBe("khoi-cong@2");
});

test("what another phone writes on the old form meanwhile is carried too, beside what stands", async () => {
  const { tabs, document, meet } = await pair();
  const [one, two] = tabs;
  await two.edit(document, [
    ["set", "/house/name", "Nhà ba tầng"],
    ["set", "/note", "ghi sau"],
  ]);
  await carryHere(one, document);
  await meet();
  for (const tab of tabs) {
    expect(await shownForm(tab, document)).toBe("khoi-cong@2");
    expect(await values(tab, document, "/building/title")).toEqual(["Nhà"]);
    expect(await values(tab, document, "/house/name")).toContain("Nhà ba tầng");
  }
  await carryHere(two, document);
  await meet();
  for (const tab of tabs) {
    const both = await values(tab, document, "/building/title");
    expect([...both].sort()).toEqual(["Nhà", "Nhà ba tầng"]);
    expect(await values(tab, document, "/house/name")).toEqual([null]);
    expect(await values(tab, document, "/note")).toEqual([null]);
    const { view } = await tab.openDossier(document);
    expect(view.value.conflicts).toEqual(["/building/title"]);
    expect(view.value.history.flatMap(({ emptied }) => emptied ?? []).map(({ value }) => value)).toContain(
      "ghi sau",
    );
  }
});

test("two phones that carry at the same time come to one state", async () => {
  const { tabs, document, meet } = await pair();
  for (const tab of tabs) await carryHere(tab, document);
  await meet();
  for (const tab of tabs) {
    expect(await shownForm(tab, document)).toBe("khoi-cong@2");
    expect((await tab.openDossier(document)).view.value.conflicts).toEqual([]);
  }
});
