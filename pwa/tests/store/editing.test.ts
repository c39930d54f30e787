/** What is typed: on disk before it is called saved, in any number of tabs, and sealed into whole changes. */

import { IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test, vi } from "vitest";
import type { Operation } from "../../src/sync/change";
import { Phone, type Tab } from "./phone";
import { rawRows } from "./raw";

const FORM = "khoi-cong@1";
const { put } = IDBObjectStore.prototype;

afterEach(() => {
  IDBObjectStore.prototype.put = put;
  vi.restoreAllMocks();
});

test("a draft is there after the browser was killed, with its card", async () => {
  const phone = new Phone();
  const first = await phone.open();
  const document = await first.createDossier(FORM);
  await first.edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  const second = await phone.open();
  const card = {
    document,
    form: FORM,
    state: "draft",
    title: "Nhà ba tầng",
    synced: false,
    discarded: false,
  };
  expect(second.cards.value).toMatchObject([card]);
  expect(second.cards.value?.[0]?.number).toMatch(/^[34679ACDEFHJKMNPRTWXY]{4} [34679ACDEFHJKMNPRTWXY]{4}$/);
  const entries = [{ change: "open", value: "Nhà ba tầng", mine: true }];
  expect(await shown(second, document, "/house/name")).toMatchObject(entries);
});

test("the first screen has the cards without any of the merge", async () => {
  const phone = new Phone();
  const document = await (await phone.open()).createDossier(FORM);
  const tab = await phone.load();
  expect(tab.cards.value).toBeNull();
  await tab.firstLook();
  expect(tab.cards.value).toMatchObject([{ document }]);
});

test("the copy of a card that was made earlier does not take the place of a later one", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  const [card] = tab.cards.value ?? [];
  if (card === undefined) throw new Error("no card");
  await tab.showCard({ ...card, title: "" }, 1);
  const again = await phone.load();
  await again.firstLook();
  expect(again.cards.value).toMatchObject([{ title: "Nhà" }]);
});

test("a dossier that is opened by its address, before all else has started, has its name", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  const early = await phone.load();
  early.nameDossiers((form) => (form === "khoi-cong@1" ? "/house/name" : null));
  const { view } = await early.openDossier(document);
  await early.startStore();
  expect(view.value.card.title).toBe("Nhà");
});

test("O1 one sitting is one change, in which the last answer to a question stands", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  for (const name of ["N", "Nh", "Nhà"]) await tab.edit(document, [["set", "/house/name", name]]);
  await tab.edit(document, [["set", "/investor/name", "Lan"]]);
  await tab.sealOpenEdits(document);
  await tab.sealOpenEdits(document);
  const { view } = await tab.openDossier(document);
  expect(view.value.history).toMatchObject([
    { kind: "created", paths: ["/house/name", "/investor/name"], sent: false, mine: true },
  ]);
  expect(await shown(tab, document, "/house/name")).toMatchObject([{ value: "Nhà" }]);
});

test("O8 two tabs that type at once lose nothing and fork nothing", async () => {
  const phone = new Phone();
  const [one, two] = [await phone.open(), await phone.open()];
  const document = await one.createDossier(FORM);
  const edits = Array.from({ length: 12 }, (_, at) => {
    const tab = at % 2 === 0 ? one : two;
    return tab.edit(document, [["set", `/answers/a${at}`, at]]);
  });
  await Promise.all([
    ...edits,
    one.sealOpenEdits(document),
    two.sealOpenEdits(document),
    two.submit(document),
  ]);
  await one.sealOpenEdits(document);
  for (const tab of [one, two]) {
    const { view } = await tab.openDossier(document);
    await expect.poll(() => view.value.fields.size).toBe(12);
    expect(view.value.conflicts).toEqual([]);
  }
  const rows = (await rawRows(phone.indexedDB)).get("changes") as {
    id: string;
    parents: readonly string[];
  }[];
  const named = rows.flatMap(({ parents }) => parents);
  expect(rows.filter(({ id }) => !named.includes(id))).toHaveLength(1);
  expect(rows.every(({ parents }) => parents.length <= 1)).toBe(true);
});

test("O8 a payload is stored only if neither what is open nor what is applied has moved", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  const rowNow = async () => {
    const row = await tab.read(["documents"], (tx) => tx.get("documents", document));
    if (row === undefined) throw new Error("no such dossier");
    return row;
  };
  const { device } = await tab.neededKeys();
  const operations: readonly Operation[] = [["set", "/house/name", "Nhà"]];
  const change = {
    kind: "change",
    version: 1,
    schema: FORM,
    document,
    device,
    time: 0,
    parents: [],
    operations,
  } as const;
  const first = await rowNow();
  await tab.edit(document, operations);
  expect(await tab.keep(first, change, {})).toBe(false);
  const second = await rowNow();
  await tab.sealOpenEdits(document);
  await tab.edit(document, operations);
  const third = await rowNow();
  expect(await tab.keep({ ...third, taken: second.taken }, change, {})).toBe(false);
  expect(await tab.keep({ ...third, openRevision: second.openRevision }, change, {})).toBe(false);
  expect((await rawRows(phone.indexedDB)).get("changes")).toHaveLength(1);
  expect(await tab.keep(third, change, {})).toBe(true);
  // The very same change once more is no second one.
  expect(await tab.keep(await rowNow(), change, {})).toBe(true);
  expect((await rawRows(phone.indexedDB)).get("changes")).toHaveLength(2);
});

test("what one tab types, the other draws", async () => {
  const phone = new Phone();
  const [one, two] = [await phone.open(), await phone.open()];
  const document = await one.createDossier(FORM);
  await expect.poll(() => two.cards.value).toMatchObject([{ document }]);
  const { view } = await two.openDossier(document);
  await one.edit(document, [["set", "/house/name", "Nhà"]]);
  await expect.poll(() => view.value.fields.get("/house/name")?.entries).toMatchObject([{ value: "Nhà" }]);
  await expect.poll(() => two.cards.value).toMatchObject([{ title: "Nhà" }]);
});

test("O8 a payload that a crash left without a signature is signed at the next start", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  vi.spyOn(crypto.subtle, "sign").mockRejectedValueOnce(
    new DOMException("the tab was killed", "OperationError"),
  );
  await tab.submit(document);
  const statuses = async () => {
    const rows = (await rawRows(phone.indexedDB)).get("changes") as { status: string }[];
    return rows.map(({ status }) => status);
  };
  expect(await statuses()).toContain("unsigned");
  const again = await phone.open();
  expect(await statuses()).toEqual(["unsent", "unsent"]);
  expect(again.cards.value).toMatchObject([{ state: "queued" }]);
});

test("O3 edits that would not fit into one change are sealed first, and all of them stand", async () => {
  const tab = await new Phone().open();
  const document = await tab.createDossier(FORM);
  const long = "a".repeat(20_000);
  const operations = Array.from({ length: 7 }, (_, at): Operation => ["set", `/answers/a${at}`, long + at]);
  await tab.edit(document, operations);
  const { view } = await tab.openDossier(document);
  expect([...view.value.fields.keys()]).toHaveLength(7);
  expect(view.value.history.length).toBeGreaterThan(2);
});

test.each<[string, Operation]>([
  ["a path that is none", ["set", "investor", "Lan"]],
  ["half a character", ["set", "/investor/name", "\ud83d"]],
  ["a number that is no integer", ["set", "/amount", 0.5]],
  ["an answer beyond any change", ["set", "/investor/name", "a".repeat(65_536)]],
])("%s is refused before anything is written", async (_, operation) => {
  const tab = await new Phone().open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  await expect(tab.edit(document, [operation])).rejects.toMatchObject({ code: "malformed" });
  const { view } = await tab.openDossier(document);
  expect([...view.value.fields.keys()]).toEqual(["/house/name"]);
  expect(tab.storageHealth.value).toBe("ok");
});

test("a full device: the answer is not called saved, what was saved stays, and later it works again", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  IDBObjectStore.prototype.put = function (...row) {
    const request = put.apply(this, row);
    if (this.name === "documents")
      (this.transaction as unknown as { _abort(name: string): void })._abort("QuotaExceededError");
    return request;
  };
  const edit = tab.edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  await expect(edit).rejects.toMatchObject({ code: "quota" });
  expect(tab.storageHealth.value).toBe("quota");
  await expect(tab.createDossier(FORM)).rejects.toMatchObject({ code: "quota" });
  await expect(tab.submit(document)).rejects.toMatchObject({ code: "quota" });
  expect(await shown(await phone.open(), document, "/house/name")).toMatchObject([{ value: "Nhà" }]);
  IDBObjectStore.prototype.put = put;
  await tab.edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  expect(tab.storageHealth.value).toBe("ok");
});

test("a dossier that is not here, and a form that is no form, are said to be so", async () => {
  const tab = await new Phone().open();
  await tab.createDossier(FORM);
  const nowhere = "00".repeat(16);
  await expect(tab.openDossier(nowhere)).rejects.toMatchObject({ code: "missing" });
  await expect(tab.edit(nowhere, [["set", "/a", 1]])).rejects.toMatchObject({ code: "missing" });
  await expect(tab.submit(nowhere)).rejects.toMatchObject({ code: "missing" });
  await expect(tab.setOnlyHere(nowhere, true)).rejects.toMatchObject({ code: "missing" });
  await expect(tab.createDossier("khoi công")).rejects.toMatchObject({ code: "malformed" });
});

test("rows keep their order and their answers, and what is taken out is not drawn as visible", async () => {
  const tab = await new Phone().open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [
    ["insert", "/items", "9f3kq0aa00000", "b"],
    ["insert", "/items", "9f3kq0aa00001", "a"],
    ["set", "/items/@9f3kq0aa00000/title", "Một"],
    ["remove", "/items", "9f3kq0aa00001"],
  ]);
  const { view } = await tab.openDossier(document);
  expect(view.value.rows.get("/items")).toMatchObject([
    { id: "9f3kq0aa00001", visible: false },
    { id: "9f3kq0aa00000", visible: true, revived: false },
  ]);
});

test("discarded and restored: nothing is deleted, and the last word counts", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  await tab.discard(document);
  expect(tab.cards.value).toMatchObject([{ document, discarded: true, title: "Nhà" }]);
  expect((await phone.open()).cards.value).toMatchObject([{ discarded: true }]);
  await tab.restore(document);
  expect(tab.cards.value).toMatchObject([{ discarded: false }]);
  await tab.discard(document);
  expect(tab.cards.value).toMatchObject([{ discarded: true }]);
});

async function shown(tab: Tab, document: string, path: string): Promise<unknown> {
  const { view, close } = await tab.openDossier(document);
  close();
  return view.value.fields.get(path)?.entries;
}
