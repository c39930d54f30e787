/** A person in a field: nothing changes under the finger, and nothing typed claims to have seen what came since. */

import { afterEach, expect, test, vi } from "vitest";
import { type Pair, pair, storedChanges, values } from "./people";
import { sync, trip } from "./relay";

const PATH = "/investor/name";

afterEach(() => {
  vi.useRealTimers();
});

test("P4 two who write one field apart leave both values, and one choice settles it for both", async () => {
  const { relay, document, tabs, meet } = await pair();
  const [one, two] = tabs;
  await two.edit(document, [["set", PATH, "Bảy"]]);
  await one.edit(document, [
    ["set", PATH, "Lan"],
    ["insert", "/items", "9f3kq0aa00000", "a"],
  ]);
  await sync(one, relay);
  await meet();
  const { view } = await one.openDossier(document);
  const other = await two.openDossier(document);
  for (const drawn of [view, other.view]) {
    expect(drawn.value.card).toMatchObject({ state: "two-answers", conflicts: 1 });
    const field = drawn.value.fields.get(PATH);
    expect(field?.conflict).toBe(true);
    expect(field?.entries.map(({ value }) => value).sort()).toEqual(["Bảy", "Lan"]);
    expect(field?.entries.map(({ device }) => device).sort()).toEqual(["Máy bàn", "Điện thoại của Lan"]);
    expect(field?.entries.filter(({ mine }) => mine)).toHaveLength(1);
    expect(drawn.value.rows.get("/items")).toHaveLength(1);
  }
  await one.resolve(document, PATH, "Lan và Bảy");
  expect(view.value.card.state).toBe("draft");
  await meet();
  for (const tab of tabs) expect(await values(tab, document, PATH)).toEqual(["Lan và Bảy"]);
});

test("O6 while a person is in a field what arrives is stored; on leaving it is applied and drawn", async () => {
  const { relay, document, tabs } = await otherWrote("Bảy");
  const two = tabs[1];
  const { view } = await two.openDossier(document);
  const leave = two.holdRemote(document);
  await trip(two, relay);
  expect(await stored(two, document)).toBe(1);
  await two.edit(document, [["set", PATH, "Lan"]]);
  expect(view.value.fields.get(PATH)?.entries).toMatchObject([{ value: "Lan" }]);
  leave();
  await expect.poll(() => view.value.conflicts).toEqual([PATH]);
  expect(await stored(two, document)).toBe(0);
});

test("O6 what the field says as it is left still belongs to what was on the screen", async () => {
  const { relay, document, tabs } = await otherWrote("Bảy");
  const two = tabs[1];
  const { view } = await two.openDossier(document);
  const leave = two.holdRemote(document);
  await trip(two, relay);
  leave();
  await two.edit(document, [["set", PATH, "Lan"]]);
  await expect.poll(() => view.value.conflicts).toEqual([PATH]);
});

test("O6 going from field to field lets in between what has come", async () => {
  const { relay, document, tabs } = await otherWrote("Bảy");
  const two = tabs[1];
  const { view } = await two.openDossier(document);
  const leave = two.holdRemote(document);
  await trip(two, relay);
  leave();
  const leaveNext = two.holdRemote(document);
  await expect.poll(() => view.value.fields.get(PATH)?.entries).toMatchObject([{ value: "Bảy" }]);
  await sync(tabs[0], relay);
  await tabs[0].edit(document, [["set", "/investor/id", "1"]]);
  await sync(tabs[0], relay);
  await trip(two, relay);
  await two.takeIn(document);
  expect(await stored(two, document)).toBe(1);
  leaveNext();
  await expect.poll(() => values(two, document, "/investor/id")).toEqual(["1"]);
});

test("O6 another tab, and the worker, respect the field of this one", async () => {
  const { relay, document, phones, tabs } = await otherWrote("Bảy");
  const two = tabs[1];
  const leave = two.holdRemote(document);
  const neighbour = await phones[1].open();
  await trip(neighbour, relay);
  await neighbour.takeIn(document);
  expect(await values(neighbour, document, PATH)).toEqual([]);
  leave();
  await expect.poll(() => values(neighbour, document, PATH)).toEqual(["Bảy"]);
});

test("O6 O7 after 30 s without a key it is applied; typing that goes on stands beside it as one value", async () => {
  const { relay, document, tabs } = await otherWrote("Bảy");
  const two = tabs[1];
  const { view } = await two.openDossier(document);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const leave = two.holdRemote(document);
  await two.edit(document, [["set", PATH, "La"]]);
  await trip(two, relay);
  vi.advanceTimersByTime(29_000);
  two.touch(document);
  vi.advanceTimersByTime(29_000);
  expect(await stored(two, document)).toBe(1);
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  await expect.poll(() => view.value.conflicts).toEqual([PATH]);
  two.touch(document);
  await two.edit(document, [["set", PATH, "Lan"]]);
  await two.edit(document, [["set", PATH, "Lan ơi"]]);
  expect((await values(two, document, PATH)).toSorted()).toEqual(["Bảy", "Lan ơi"]);
  leave();
  await expect.poll(() => view.value.conflicts).toEqual([PATH]);
  await two.resolve(document, PATH, "Lan");
  expect(await values(two, document, PATH)).toEqual(["Lan"]);
  await sync(two, relay);
  expect(relay.documentOf(document).conflicts()).toEqual([]);
});

test("O4 an answer to a screen that does not show yet what was applied stands beside it", async () => {
  const { relay, document, phones, tabs } = await otherWrote("Bảy");
  const two = tabs[1];
  const { view } = await two.openDossier(document);
  await two.edit(document, [["set", "/investor/id", "1"]]);
  const neighbour = await phones[1].load();
  await trip(neighbour, relay);
  const applying = neighbour.takeIn(document);
  // This tab has drawn nothing of it yet.
  const answer = applying.then(() => {
    expect(view.value.fields.has(PATH)).toBe(false);
    return two.edit(document, [
      ["set", PATH, "Lan"],
      ["set", "/investor/id", "12"],
    ]);
  });
  await answer;
  expect((await values(two, document, PATH)).toSorted()).toEqual(["Bảy", "Lan"]);
  expect(await values(two, document, "/investor/id")).toEqual(["12"]);
  expect(view.value.conflicts).toEqual([PATH]);
});

test("O4 an exclusion, too, is applied only after what is open was sealed", async () => {
  const { relay, document, phones, tabs } = await pair();
  const two = tabs[1];
  await two.edit(document, [["set", PATH, "Lan"]]);
  await relay.exclude(document, relay.changes[0] ?? "", [1], "not-granted");
  const nothing = { cursor: new Uint8Array(), changes: [], exclusions: [], heads: [], limit: 4_096 };
  const gathered = { request: nothing, documents: [], isMore: false, offered: null };
  await two.absorb(gathered, await relay.answer(nothing));
  await expect.poll(() => values(two, document, "/house/name")).toEqual([]);
  expect((await storedChanges(phones[1])).at(-1)).toMatchObject({ status: "unsent" });
  expect(await values(two, document, PATH)).toEqual(["Lan"]);
});

test("a discarding that a restoring had not seen still counts", async () => {
  const { relay, document, tabs, meet } = await pair();
  const [one, two] = tabs;
  await two.discard(document);
  await two.restore(document);
  await one.discard(document);
  await sync(one, relay);
  await meet();
  expect(one.cards.value).toMatchObject([{ discarded: true }]);
  await one.restore(document);
  await meet();
  for (const tab of tabs) expect(tab.cards.value).toMatchObject([{ discarded: false }]);
});

/** The other phone of the pair has written a name, and the hub has it; the second phone has not asked yet. */
async function otherWrote(name: string): Promise<Pair> {
  const all = await pair();
  await all.tabs[0].edit(all.document, [["set", PATH, name]]);
  await sync(all.tabs[0], all.relay);
  return all;
}

async function stored(tab: Pair["tabs"][number], document: string): Promise<number> {
  return (await tab.read(["changes"], (tx) => tx.where("changes", "taken", [document, 0]))).length;
}
