/** The conversation with the hub: exactly once in effect, and nothing acknowledged that was not. */

import { IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test } from "vitest";
import { toHex } from "../../src/sync/packing";
import type { Verdict } from "../../src/wire.gen";
import { draft, enrolled, FORM, LIMIT, pair, storedChanges, values } from "./people";
import { rawRows } from "./raw";
import { sync, trip } from "./relay";

/** All tables but that of the cards, which are made from these when there is time. */
const SOURCES = ["changes", "exclusions", "outcomes", "documents", "facts", "devices", "parked"];
const { put } = IDBObjectStore.prototype;

afterEach(() => {
  IDBObjectStore.prototype.put = put;
});

test("a draft begun without an account is attached by being sent", async () => {
  const { phone, tab, relay, document } = await draft();
  expect(await tab.gather(LIMIT)).toBeNull();
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  await sync(tab, relay);
  expect(relay.documentOf(document).field("/house/name")).toMatchObject([{ value: "Nhà" }]);
  expect((await phone.open()).cards.value).toMatchObject([{ document, synced: true, state: "draft" }]);
  expect((await tab.tally())?.unsent).toBe(0);
});

test("handed in: queued, carried, sent, submitted, received, each in its turn", async () => {
  const { tab, relay, document } = await enrolled();
  const { view } = await tab.openDossier(document);
  await tab.submit(document);
  expect(view.value.card).toMatchObject({ state: "queued", synced: false });
  tab.tell({ sending: [document] });
  expect(view.value.card.state).toBe("sending");
  expect(tab.cards.value?.[0]?.state).toBe("sending");
  tab.tell({ sending: [] });
  expect(view.value.card.state).toBe("queued");
  await sync(tab, relay);
  const sentMs = Date.UTC(2026, 10, 21, 7, 2);
  expect(view.value.card).toMatchObject({ state: "sent", synced: true, stateTimeMs: sentMs });
  const accepted = relay.answerTo(document, "accepted");
  relay.say({ document, version: 1, state: "submitted", since: 5_000, answers: [accepted] });
  await sync(tab, relay);
  expect(view.value.card).toMatchObject({ state: "submitted", stateTimeMs: 5_000, late: false });
  relay.say({
    document,
    version: 2,
    state: "received",
    since: 6_000,
    answers: [accepted],
    holder_name: "Quầy Côn Đảo",
  });
  relay.say({ document, version: 1, state: "submitted", since: 5_000, answers: [accepted] });
  await sync(tab, relay);
  expect(view.value.card).toMatchObject({
    state: "received",
    stateTimeMs: 6_000,
    holderName: "Quầy Côn Đảo",
  });
});

test("a declined submission says what to mend, until another one is on its way", async () => {
  const { tab, relay, document } = await enrolled();
  await tab.submit(document);
  await sync(tab, relay);
  const errors = [["/investor/name", "required", {}]] as const;
  relay.say({
    document,
    version: 1,
    state: "declined",
    answers: [relay.answerTo(document, "declined", errors)],
  });
  await sync(tab, relay);
  expect(tab.cards.value).toMatchObject([{ state: "mend", errors }]);
  await tab.edit(document, [["set", "/investor/name", "Lan"]]);
  await tab.submit(document);
  expect(tab.cards.value).toMatchObject([{ state: "queued", errors: [] }]);
  await sync(tab, relay);
  expect(tab.cards.value).toMatchObject([{ state: "sent" }]);
});

test("a second tap hands in nothing new; an edit after it is late and can be handed in", async () => {
  const { tab, relay, document } = await enrolled();
  await Promise.all([tab.submit(document), tab.submit(document)]);
  await sync(tab, relay);
  expect(relay.submissions(document)).toHaveLength(1);
  await tab.edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  const { view } = await tab.openDossier(document);
  expect(view.value.card).toMatchObject({ late: true, synced: false });
  expect(view.value.history.map(({ kind, late }) => [kind, late])).toEqual([
    ["edited", true],
    ["submitted", false],
    ["created", false],
  ]);
  await tab.submit(document);
  expect(view.value.card.late).toBe(false);
  await sync(tab, relay);
  expect(relay.submissions(document)).toHaveLength(2);
});

test("the digest that is handed in is that of what the hub folds", async () => {
  const { tab, relay, document } = await enrolled();
  await tab.edit(document, [["set", "/investor/name", "Trần Văn Bảy"]]);
  await tab.submit(document);
  await sync(tab, relay);
  expect(await relay.judgesAlike(document)).toBe(true);
});

test("P2 a reply that is lost a hundred times leaves each change applied once", async () => {
  const { tab, relay, document } = await enrolled();
  for (let time = 0; time < 100; time++) {
    if (time % 10 === 0) await tab.edit(document, [["set", "/house/name", `Nhà ${time}`]]);
    await trip(tab, relay, true);
  }
  expect((await tab.tally())?.unsent).toBe(10);
  await sync(tab, relay);
  expect((await tab.tally())?.unsent).toBe(0);
  expect(new Set(relay.changes).size).toBe(relay.changes.length);
  expect(relay.changes).toHaveLength(10);
  expect(relay.documentOf(document).heads()).toHaveLength(1);
});

test("P2 a reply that comes twice, or after a later one, changes nothing more", async () => {
  const { relay, document, phones, tabs } = await pair();
  const [one, two] = tabs;
  await two.edit(document, [["set", "/investor/name", "Lan"]]);
  await two.submit(document);
  await sync(two, relay);
  await one.edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  const gathered = await one.gather(LIMIT);
  if (gathered === null) throw new Error("nothing to say");
  const response = await relay.answer(gathered.request);
  await one.absorb(gathered, response);
  await two.edit(document, [["set", "/investor/id", "1"]]);
  await sync(two, relay);
  await sync(one, relay);
  const before = await rawRows(phones[0].indexedDB);
  const { cursor } = await one.exchange();
  await one.absorb(gathered, response);
  expect((await one.exchange()).cursor).toEqual(cursor);
  await sync(one, relay);
  const after = await rawRows(phones[0].indexedDB);
  for (const table of SOURCES) expect(after.get(table)).toEqual(before.get(table));
});

test("T20 a reply from before a restore, heard after one from behind it, is no answer", async () => {
  const { tab, relay, document } = await enrolled();
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  const late = await tab.gather(LIMIT);
  if (late === null) throw new Error("nothing to say");
  const [lost, kept] = [await relay.answer(late.request), await tab.gather(LIMIT)];
  relay.restore(0);
  if (kept === null) throw new Error("nothing to say");
  await tab.absorb(kept, await relay.answer({ ...kept.request, changes: [] }));
  expect(await tab.absorb(late, lost)).toMatchObject({ more: true, newlySettled: 0 });
  expect((await tab.tally())?.unsent).toBeGreaterThan(0);
  await sync(tab, relay);
  expect((await tab.tally())?.unsent).toBe(0);
  expect(relay.documentOf(document).heads()).toHaveLength(1);
});

test("T21 an older reply does not make wait again what was applied", async () => {
  const { phone, tab, relay, document } = await enrolled();
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  const [early, later] = [await tab.gather(LIMIT), await tab.gather(LIMIT)];
  if (early === null || later === null) throw new Error("nothing to say");
  const answer = await relay.answer(later.request);
  const waits = answer.verdicts.map(([id]): Verdict => [id, "waiting", "", []]);
  await tab.absorb(later, answer);
  await tab.absorb(early, { ...answer, verdicts: waits });
  expect((await storedChanges(phone)).map(({ status }) => status)).toEqual(["accepted"]);
});

test("one reply is one transaction: where it fails, nothing of it was taken in", async () => {
  const { relay, document, phones, tabs } = await pair();
  await tabs[1].edit(document, [["set", "/investor/name", "Lan"]]);
  await sync(tabs[1], relay);
  await tabs[0].edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  const gathered = await tabs[0].gather(LIMIT);
  if (gathered === null) throw new Error("nothing to say");
  const response = await relay.answer(gathered.request);
  const before = await rawRows(phones[0].indexedDB);
  IDBObjectStore.prototype.put = function (...row) {
    if (this.name === "facts") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, row);
  };
  await expect(tabs[0].absorb(gathered, response)).rejects.toMatchObject({ code: "quota" });
  IDBObjectStore.prototype.put = put;
  const after = await rawRows(phones[0].indexedDB);
  for (const table of SOURCES) expect(after.get(table)).toEqual(before.get(table));
  await sync(tabs[0], relay);
  expect(await values(tabs[0], document, "/investor/name")).toEqual(["Lan"]);
});

test("a phone that is full as it starts still starts: what had come is applied once there is room", async () => {
  const { relay, document, phones, tabs } = await pair();
  await tabs[1].edit(document, [["set", "/investor/name", "Lan"]]);
  await sync(tabs[1], relay);
  await trip(await phones[0].load(), relay);
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const full = await phones[0].open();
  expect(full.storageHealth.value).toBe("quota");
  expect(full.cards.value).toMatchObject([{ document }]);
  IDBObjectStore.prototype.put = put;
  expect(await values(await phones[0].open(), document, "/investor/name")).toEqual(["Lan"]);
});

test("what is to stay here is never gathered, nor are its heads offered, until it is handed in", async () => {
  const { tab, relay, document } = await enrolled();
  const other = await tab.createDossier(FORM);
  await tab.setOnlyHere(document, true);
  await tab.edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  await tab.discard(document);
  await tab.restore(document);
  expect((await tab.tally())?.unsent).toBe(1);
  await sync(tab, relay);
  relay.restore(0);
  await trip(tab, relay);
  const heads = (await tab.gather(LIMIT))?.request.heads.map(([id]) => toHex(id));
  expect(heads).toEqual([other]);
  await sync(tab, relay);
  expect([...relay.documents.keys()]).toEqual([other]);
  expect((await tab.tally())?.unsent).toBe(0);
  await tab.submit(document);
  expect(tab.cards.value?.find((card) => card.document === document)?.onlyHere).toBe(false);
  await sync(tab, relay);
  expect(relay.submissions(document)).toHaveLength(1);
});

test("T16 what the hub has acknowledged stays here, verbatim, and is not sent again", async () => {
  const { phone, tab, relay, document } = await enrolled();
  await tab.sealOpenEdits(document);
  const envelopes = async () => {
    const rows = await tab.read(["changes"], (tx) => tx.all("changes"));
    return Promise.all(rows.map(async (row) => (await tab.openedChange(row)).envelope));
  };
  const before = await envelopes();
  await sync(tab, relay);
  expect(await envelopes()).toEqual(before);
  expect(await storedChanges(phone)).toMatchObject([{ status: "accepted" }]);
  expect((await tab.gather(LIMIT))?.request.changes).toEqual([]);
});

test("T2 a backlog goes oldest first, a batch at a time, and at least one change", async () => {
  const { tab, relay, document } = await enrolled();
  for (let at = 0; at < 5; at++) {
    await tab.edit(document, [["set", `/answers/a${at}`, "a".repeat(1_000)]]);
    await tab.sealOpenEdits(document);
  }
  const first = await tab.gather(1);
  expect(first).toMatchObject({ isMore: true, documents: [document] });
  expect(first?.request.changes).toHaveLength(1);
  expect((await tab.gather(3_000))?.request.changes.length).toBeLessThan(5);
  expect(await tab.gather(LIMIT)).toMatchObject({ isMore: false });
  await sync(tab, relay);
  expect(relay.documentOf(document).order()).toEqual(relay.changes);
});
