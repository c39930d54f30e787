/** Refused, quarantined, waiting, forged, damaged: each alone, kept, shown, and in nobody's way. */

import { afterEach, expect, test, vi } from "vitest";
import type { Gathered } from "../../src/store/outbox";
import { fromHex } from "../../src/sync/packing";
import { packSigned } from "../../src/sync/seal";
import { enrolled, FORM, LIMIT, pair, storedChanges, values } from "./people";
import { Phone, type Tab } from "./phone";
import { Relay, sync, trip } from "./relay";

afterEach(() => {
  vi.restoreAllMocks();
});

test("T5 a refused change is kept and shown, and what was built on it is written again on its parents", async () => {
  const { phone, tab, relay, document } = await enrolled();
  await sync(tab, relay);
  await tab.edit(document, [["set", "/investor/name", "hỏng"]]);
  await tab.sealOpenEdits(document);
  const refused = (await storedChanges(phone)).at(-1)?.id ?? "";
  await tab.edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  await tab.submit(document);
  relay.forced.set(refused, ["refused", "malformed"]);
  await sync(tab, relay);
  const { view } = await tab.openDossier(document);
  const answers = [{ path: "/investor/name", value: "hỏng" }];
  expect(view.value.refused).toEqual([{ change: refused, code: "malformed", answers }]);
  expect(view.value.card.state).toBe("mend");
  await sync(tab, relay);
  expect(relay.documentOf(document).field("/house/name")).toMatchObject([{ value: "Nhà ba tầng" }]);
  expect(relay.documentOf(document).field("/investor/name")).toEqual([]);
  // They had handed in a state that holds the refused answer: nobody hands in another one for them.
  expect(relay.submissions(document)).toEqual([]);
  await tab.submit(document);
  await sync(tab, relay);
  expect(await relay.judgesAlike(document)).toBe(true);
  expect(view.value.card).toMatchObject({ state: "sent", synced: true });
  expect(view.value.refused).toHaveLength(1);
  const again = await phone.open();
  expect(again.cards.value).toMatchObject([{ state: "sent" }]);
  expect(await values(again, document, "/house/name")).toEqual(["Nhà ba tầng"]);
});

test("T5 what is open when a refusal comes is kept, on what the hub has", async () => {
  const { phone, tab, relay, document } = await enrolled();
  await sync(tab, relay);
  await tab.edit(document, [["set", "/investor/name", "hỏng"]]);
  const gathered = await tab.gather(LIMIT);
  if (gathered === null) throw new Error("nothing to say");
  await tab.edit(document, [["set", "/investor/id", "1"]]);
  relay.forced.set((await storedChanges(phone)).at(-1)?.id ?? "", ["refused", "malformed"]);
  await tab.absorb(gathered, await relay.answer(gathered.request));
  await tab.takeIn(document);
  expect(await values(tab, document, "/investor/name")).toEqual([]);
  await sync(tab, relay);
  expect(relay.documentOf(document).field("/investor/id")).toMatchObject([{ value: "1" }]);
  expect(await values(tab, document, "/investor/name")).toEqual([]);
});

test("T6 an envelope whose signature the hub could not verify goes again where it verifies here", async () => {
  const { phone, tab, relay, document } = await enrolled();
  await tab.sealOpenEdits(document);
  const id = (await storedChanges(phone))[0]?.id ?? "";
  relay.forced.set(id, ["refused", "bad-signature"]);
  expect(await trip(tab, relay)).toEqual({ more: false, newlySettled: 0 });
  relay.forced.delete(id);
  await sync(tab, relay);
  expect(relay.changes).toEqual([id]);
});

test("T6 where it does not verify here either, it is signed again", async () => {
  const { phone, tab, relay, document } = await enrolled();
  await tab.sealOpenEdits(document);
  const id = (await storedChanges(phone))[0]?.id ?? "";
  await replaceEnvelope(tab, id, (payload) => packSigned(payload, new Uint8Array(64)));
  relay.forced.set(id, ["refused", "bad-signature"]);
  await trip(tab, relay);
  expect(await storedChanges(phone)).toMatchObject([{ id, status: "unsigned" }]);
  relay.forced.delete(id);
  await sync(tab, relay);
  expect(relay.changes).toEqual([id]);
});

test("O8 a verdict on a change that is not signed here yet does not pass for its signature", async () => {
  const { phone, tab, relay, document } = await enrolled();
  await sync(tab, relay);
  await tab.edit(document, [["set", "/investor/name", "Lan"]]);
  const gathered = await nothing(tab);
  vi.spyOn(crypto.subtle, "sign").mockRejectedValueOnce(
    new DOMException("the tab was killed", "OperationError"),
  );
  await tab.sealOpenEdits(document);
  const { id = "" } = (await storedChanges(phone)).at(-1) ?? {};
  const response = await relay.answer(gathered.request);
  await tab.absorb(gathered, { ...response, verdicts: [[fromHex(id), "accepted", "", []]] });
  expect((await storedChanges(phone)).at(-1)).toMatchObject({ id, status: "unsigned" });
  await sync(tab, relay);
  expect(relay.changes.at(-1)).toBe(id);
});

test("what the hub excludes is quarantined: kept, shown with its code, and without effect", async () => {
  const { relay, document, phones, tabs } = await pair();
  const [one, two] = tabs;
  await two.edit(document, [["set", "/house/name", "Nhà người khác"]]);
  await sync(two, relay);
  await sync(one, relay);
  const id = relay.changes.at(-1) ?? "";
  await relay.exclude(document, id, "all", "revoked");
  await sync(two, relay);
  const { view } = await two.openDossier(document);
  expect(view.value.card.state).toBe("mend");
  expect(view.value.quarantined).toEqual([{ change: id, code: "revoked" }]);
  expect((await storedChanges(phones[1])).at(-1)).toMatchObject({
    id,
    status: "quarantined",
    code: "revoked",
  });
  expect(await values(two, document, "/house/name")).toEqual(["Nhà"]);
  await sync(one, relay);
  // The other phone wrote nothing wrong: there is nothing for it to mend.
  expect(one.cards.value).toMatchObject([{ state: "draft" }]);
  expect(await values(one, document, "/house/name")).toEqual(["Nhà"]);
});

test.each([
  ["sets the field", (tab: Tab, document: string) => tab.edit(document, [["set", "/house/name", "Nhà"]])],
  ["sets the note aside", (tab: Tab, document: string) => tab.dismissReplaced(document, "/house/name")],
])("X11 a replaced value is listed until a person %s, and then no more on this device", async (_, act) => {
  const { relay, document, phones, tabs } = await pair();
  const two = tabs[1];
  for (const name of ["Nhà người khác", "Nhà bốn tầng"]) {
    await two.edit(document, [["set", "/house/name", name]]);
    await sync(two, relay);
  }
  await relay.exclude(document, relay.changes.at(-2) ?? "", [0], "not-granted");
  await sync(two, relay);
  const { view } = await two.openDossier(document);
  expect(view.value.fields.get("/house/name")?.replaced).toMatchObject([{ value: "Nhà" }]);
  await act(two, document);
  expect(view.value.fields.get("/house/name")?.replaced).toEqual([]);
  const again = await (await phones[1].open()).openDossier(document);
  expect(again.view.value.fields.get("/house/name")?.replaced).toEqual([]);
});

test("T3 a change for which the hub had no room stays unsent, behind what it may have room for", async () => {
  const { phone, tab, relay, document } = await enrolled();
  await tab.sealOpenEdits(document);
  const full = (await storedChanges(phone))[0]?.id ?? "";
  relay.forced.set(full, ["waiting", "full"]);
  const other = await tab.createDossier(FORM);
  await tab.sealOpenEdits(other);
  await sync(tab, relay);
  expect(await storedChanges(phone)).toMatchObject([{ status: "accepted" }, { id: full, status: "unsent" }]);
  expect((await tab.tally())?.unsent).toBe(1);
  relay.forced.delete(full);
  await sync(tab, relay);
  expect(relay.changes).toContain(full);
});

test("W6 an envelope whose author is not known yet is kept until the key comes", async () => {
  const { relay, document, tabs } = await pair();
  const third = new Phone();
  relay.hidesKeys = true;
  const stranger = await third.open();
  await relay.enrol(stranger, "Trần Văn Bảy", "Điện thoại của Bảy");
  await sync(stranger, relay);
  await stranger.edit(document, [["set", "/investor/name", "Bảy"]]);
  await sync(stranger, relay);
  const two = tabs[1];
  await sync(two, relay);
  expect(await values(two, document, "/investor/name")).toEqual([]);
  relay.tellKeys();
  await sync(two, relay);
  expect(await values(two, document, "/investor/name")).toEqual(["Bảy"]);
  const { view } = await two.openDossier(document);
  const entry = { person: "Trần Văn Bảy", device: "Điện thoại của Bảy", mine: false };
  expect(view.value.fields.get("/investor/name")?.entries).toMatchObject([entry]);
  expect(await two.read(["parked"], (tx) => tx.all("parked"))).toEqual([]);
});

test("what nobody signed falls out alone: change, exclusion, device", async () => {
  const { relay, document, tabs } = await pair();
  const [one, two] = tabs;
  await one.edit(document, [["set", "/investor/name", "Lan"]]);
  await sync(one, relay);
  const foreign = await Relay.start();
  const thief = await new Phone().open();
  await foreign.enrol(thief, "Kẻ trộm", "Máy lạ");
  await foreign.exclude(document, relay.changes[0] ?? "", "all", "revoked");
  const forged = await foreign.answer({
    cursor: new Uint8Array(),
    changes: [],
    exclusions: [],
    heads: [],
    limit: 1,
  });
  const gathered = await two.gather(LIMIT);
  if (gathered === null) throw new Error("nothing to say");
  const response = await relay.answer(gathered.request);
  const torn = response.changes.map((envelope) => envelope.with(-1, (envelope.at(-1) ?? 0) ^ 1));
  await two.absorb(gathered, {
    ...response,
    changes: [...torn, new Uint8Array([0xc0]), new Uint8Array(), ...response.changes],
    devices: [...forged.devices, ...response.devices, new Uint8Array([1])],
    exclusions: [...forged.exclusions, new Uint8Array([2])],
  });
  await sync(two, relay);
  expect(await values(two, document, "/investor/name")).toEqual(["Lan"]);
  expect(await values(two, document, "/house/name")).toEqual(["Nhà"]);
  expect(await two.read(["devices"], (tx) => tx.all("devices"))).toHaveLength(2);
  expect(await two.read(["exclusions"], (tx) => tx.all("exclusions"))).toEqual([]);
});

test("S2 a key under another device's id is not believed, whoever vouches for it", async () => {
  const { relay, document, tabs } = await pair();
  const [one, two] = tabs;
  const thief = await (await new Phone().open()).ensureKeys();
  await relay.vouch((await one.neededKeys()).device, thief.public);
  await sync(two, relay);
  await one.edit(document, [["set", "/investor/name", "Lan"]]);
  await sync(one, relay);
  await sync(two, relay);
  expect(await values(two, document, "/investor/name")).toEqual(["Lan"]);
});

test("a row that is damaged here holds up neither other dossiers nor the exchange", async () => {
  const { tab, relay, document, phone } = await enrolled();
  await tab.sealOpenEdits(document);
  const id = (await storedChanges(phone))[0]?.id ?? "";
  await tab.write(["changes"], async (tx) => {
    const [row] = await tx.where("changes", "id", id);
    if (row !== undefined) await tx.put("changes", { ...row, sealed: new Uint8Array(40) });
  });
  const other = await tab.createDossier(FORM);
  const again = await phone.open();
  while ((await trip(again, relay)).more);
  expect([...relay.documents.keys()]).toEqual([other]);
  await expect(again.openDossier(document)).rejects.toMatchObject({ code: "corrupt" });
});

/** A request in which there is nothing to say. */
async function nothing(tab: Tab): Promise<Gathered> {
  const { cursor } = await tab.exchange();
  const request = { cursor, changes: [], exclusions: [], heads: [], limit: LIMIT };
  return { request, documents: [], isMore: false, offered: null };
}

async function replaceEnvelope(tab: Tab, id: string, by: (payload: Uint8Array) => Uint8Array): Promise<void> {
  const { vault } = await tab.neededKeys();
  const [row] = await tab.read(["changes"], (tx) => tx.where("changes", "id", id));
  if (row === undefined) throw new Error("no such change");
  const { payload } = await tab.openedChange(row);
  const sealed = await vault.seal("changes", id, by(payload));
  await tab.write(["changes"], (tx) => tx.put("changes", { ...row, sealed }));
}
