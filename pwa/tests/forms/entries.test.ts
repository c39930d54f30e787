/** What the hub's catalogue changes for forms, procedures, units and titles, in a page that stays open. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { digests } from "../../tooling/bundle.mjs";
import { openDevice } from "../net/support/device";
import { hash } from "../net/support/toyCatalogue";

beforeEach(async () => {
  await openDevice();
  (await import("../../src/store/catalogue")).startCatalogue();
});

afterEach(() => vi.unstubAllGlobals());

test("everything that the index of the build names is built in", async () => {
  const { loadForm, loadUnits, procedures, titlePath } = await parts();
  const names = Object.keys(digests());
  for (const name of names.filter((each) => each.startsWith("form/"))) {
    const id = name.slice("form/".length);
    expect(await loadForm(id), id).toMatchObject({ id });
    expect(titlePath(id), id).not.toBeNull();
  }
  const records = names.filter((each) => each.startsWith("procedure/"));
  expect(procedures.value).toHaveLength(records.length);
  expect(await loadUnits()).toHaveLength(168);
});

test("a form that this release does not know is known once the catalogue has come", async () => {
  const { loadForm, titlePath } = await parts();
  expect(await loadForm("sao-y@1")).toBeNull();
  await come({ "form/sao-y@1": { schema: { type: "object" }, ui: { form: "sao-y@1" } }, titles: titled });
  const form = await loadForm("sao-y@1");
  expect(form).toMatchObject({ id: "sao-y@1", rules: {}, ui: { form: "sao-y@1" } });
  expect(form?.calendar.off.size).toBeGreaterThan(10);
  expect(titlePath("sao-y@1")).toBe("/name");
  expect(titlePath("khoi-cong@1")).toBe("/workName");
});

test("words that were mended take the place of those built in, and make way when they are built in too", async () => {
  const { loadForm } = await parts();
  const before = await loadForm("phan-anh@1");
  if (before === null) throw new Error("phan-anh@1 is built in");
  const ui = { ...before.ui, title: { vi: "Phản ánh tới 1022", en: "Feedback" } };
  await come({ "form/phan-anh@1": { schema: before.schema, rules: before.rules, ui } });
  expect((await loadForm("phan-anh@1"))?.ui.title.vi).toBe("Phản ánh tới 1022");
  await come({});
  expect((await loadForm("phan-anh@1"))?.ui).toEqual(before.ui);
});

test("one version is one object for as long as it stays the same", async () => {
  const { loadForm } = await parts();
  const schema = (await loadForm("khoi-cong@1"))?.schema;
  expect((await loadForm("khoi-cong@1"))?.schema).toBe(schema);
});

test("procedures come, change and go in a list that is on show", async () => {
  const { procedures } = await parts();
  const all = procedures.value.length;
  const sample = procedures.value[0];
  if (sample === undefined) throw new Error("there are procedures");
  const fresh = { ...sample, code: "9.999999" };
  const changed = { ...sample, plain: { vi: "Tên mới", en: "New name" } };
  await come(
    { "procedure/9.999999": fresh, [`procedure/${sample.code}`]: changed },
    { without: ["procedure/1022"] },
  );
  const codes = () => procedures.value.map(({ code }) => code);
  await vi.waitFor(() => expect(codes()).toContain("9.999999"));
  expect(codes()).toHaveLength(all);
  expect(codes()).not.toContain("1022");
  expect(procedures.value.find(({ code }) => code === sample.code)?.plain.vi).toBe("Tên mới");
});

test("a dossier that was here before its form gets its name once the catalogue says which field that is", async () => {
  const [cards, dossiers, firstLook, naming, starting] = await Promise.all([
    import("../../src/store/cards"),
    import("../../src/store/dossiers"),
    import("../../src/store/firstLook"),
    import("../../src/store/naming"),
    import("../../src/store/starting"),
  ]);
  naming.nameDossiers((await parts()).titlePath);
  await firstLook.firstLook();
  await starting.startStore();
  const document = await dossiers.createDossier("sao-y@1");
  await dossiers.edit(document, [["set", "/name", "Giấy khai sinh"]]);
  const title = () => cards.cards.value?.find((card) => card.document === document)?.title;
  await vi.waitFor(() => expect(title()).toBe(""));
  await come({ titles: titled });
  await vi.waitFor(() => expect(title()).toBe("Giấy khai sinh"));
});

test("units are those of the catalogue", async () => {
  const { loadUnits } = await parts();
  expect(await loadUnits()).toHaveLength(168);
  await come({ units: [{ code: "26740" }] });
  expect(await loadUnits()).toEqual([{ code: "26740" }]);
});

const titled = { "sao-y@1": "/name" };

async function parts() {
  const [forms, procedures, titles, units] = await Promise.all([
    import("../../src/forms/catalogue"),
    import("../../src/forms/procedures"),
    import("../../src/forms/titles"),
    import("../../src/forms/units"),
  ]);
  return { ...forms, ...procedures, ...titles, ...units };
}

let issuedMs = 1;

/** A catalogue in which these entries are other than those built in. */
async function come(
  entries: Readonly<Record<string, unknown>>,
  { without = [] }: { readonly without?: readonly string[] } = {},
): Promise<void> {
  const { keepCatalogue, keptDigest } = await import("../../src/store/catalogue");
  const rows = Object.entries(entries).map(([name, said]) => {
    const text = JSON.stringify(said);
    return { name, digest: hash(text), content: new TextEncoder().encode(text) };
  });
  const names = [...new Set([...Object.keys(digests()), ...Object.keys(entries)])];
  issuedMs += 1;
  const row = {
    name: "catalogue",
    record: new Uint8Array([issuedMs]),
    issuedMs,
    askedMs: Date.now(),
    names: names.filter((name) => !without.includes(name)),
    builtIn: "",
  } as const;
  await keepCatalogue(row, new Map(rows.map(({ name, digest }) => [name, digest])), rows);
  await keptDigest("");
}
