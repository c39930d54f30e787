/** Several people on one device: each has a database, a key and names of their own, and nothing crosses over. */

import { afterEach, expect, test, vi } from "vitest";
import { Phone, type Tab } from "./phone";
import { legible, rawRows } from "./raw";
import { Relay, sync } from "./relay";

const FORM = "khoi-cong@1";
const HUNG = "02".repeat(16);
const PIN_OF_LAN = "246813";

afterEach(() => {
  vi.restoreAllMocks();
});

interface Two {
  readonly phone: Phone;
  readonly relay: Relay;
  readonly hung: string;
  /** Opens the device for whoever is chosen. */
  as(id: string): Promise<Tab>;
}

/** Lan, who was alone on the tablet and has sent nothing yet, and Hùng, who came later. */
async function two(): Promise<Two> {
  const [phone, relay] = [new Phone(), await Relay.start()];
  const lan = await phone.open();
  await relay.enrol(lan, "Nguyễn Thị Lan", "Máy tính bảng của tổ");
  await lan.edit(await lan.createDossier(FORM), [["set", "/house/name", "CANARY-LAN"]]);
  await lan.share("Chị Lan");
  const hung = await lan.add("Anh Hùng");
  const first = await phone.switchTo(lan, hung);
  await relay.enrol(first, "Trần Văn Hùng", "Máy tính bảng của tổ", HUNG);
  await first.edit(await first.createDossier(FORM), [["set", "/house/name", "CANARY-HUNG"]]);
  let now = first;
  return {
    phone,
    relay,
    hung,
    as: async (id) => {
      now = await phone.switchTo(now, id);
      return now;
    },
  };
}

test("each has an own key, own dossiers and an own enrolment, and finds them again", async () => {
  const { hung, as } = await two();
  const [hers, his] = [await as(""), await as(hung)];
  expect(hers.cards.value?.map(({ title }) => title)).toEqual(["CANARY-LAN"]);
  expect(his.cards.value?.map(({ title }) => title)).toEqual(["CANARY-HUNG"]);
  expect(hers.identity.value.account?.person).toBe("Nguyễn Thị Lan");
  expect(his.identity.value.account?.person).toBe("Trần Văn Hùng");
  expect(hers.identity.value.device).not.toBe(his.identity.value.device);
});

test("the first profile keeps the names of before, and another's are never those", async () => {
  const { phone, hung } = await two();
  const names = (await (phone.indexedDB as IDBFactory).databases()).map(({ name }) => name).sort();
  expect(names).toEqual(["haidang", `haidang-${hung}`]);
  const before = (await new Phone().open()).nameOf("database");
  expect(before).toBe("haidang");
});

test("an exchange sends the present person's work, under that person's key, and nobody else's", async () => {
  const { relay, hung, as } = await two();
  const his = await as(hung);
  const mine = (await his.neededKeys()).device;
  await sync(his, relay);
  expect(relay.changes.length).toBeGreaterThan(0);
  const text = legible(relay.envelopes);
  expect(text).toContain("CANARY-HUNG");
  expect(text).not.toContain("CANARY-LAN");
  await sync(await as(""), relay);
  expect(legible(relay.envelopes)).toContain("CANARY-LAN");
  expect((await (await as(hung)).neededKeys()).device).toBe(mine);
});

test("another's database holds nothing of the first, readable or not", async () => {
  const { phone, hung } = await two();
  const [hers, his] = [await rawRows(phone.indexedDB), await rawRows(phone.indexedDB, `haidang-${hung}`)];
  const ids = (rows: typeof hers, table: string) =>
    (rows.get(table) ?? []).map((row) => legible(Object.values(row as object)[0]));
  for (const table of ["documents", "devices", "cards"])
    expect(ids(hers, table).filter((id) => ids(his, table).includes(id))).toEqual([]);
  for (const rows of [hers, his]) expect(legible(rows)).not.toMatch(/CANARY/);
});

test("what waits to be sent is counted for the list, without opening another's database", async () => {
  const { phone, hung, as } = await two();
  const hers = await as("");
  await expect.poll(() => phone.localStorage.getItem(`haidang-device-${hung}`)).toContain('"waiting":1');
  expect(hers.waitingOf(hung)).toBe(1);
  expect(hers.waitingOf("")).toBe(1);
});

test("a device whose key the hub takes for another person's sends nothing more, and keeps everything", async () => {
  const [phone, relay] = [new Phone(), await Relay.start()];
  const tab = await phone.open();
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  await tab.createDossier(FORM);
  const enrolling = relay.enrol(tab, "Trần Văn Hùng", "Điện thoại của Hùng", HUNG);
  await expect(enrolling).rejects.toMatchObject({ code: "not-theirs" });
  expect(await tab.gather(1_000)).toBeNull();
  expect(await tab.signer()).toBeNull();
  const again = await phone.open();
  expect(again.identity.value.account).toMatchObject({ person: "Nguyễn Thị Lan", isStopped: true });
  expect(again.cards.value).toHaveLength(1);
});

test("the worker speaks for whoever was present when it first asked, and knows when that is over", async () => {
  const { phone, hung, as } = await two();
  await as(hung);
  const run = await phone.load();
  expect((await run.hereInWorker()).id).toBe(hung);
  await as("");
  expect((await run.hereInWorker()).id).toBe(hung);
  expect((await run.presentInWorker()).id).toBe("");
});

test("where localStorage alone was emptied, the list and the pointer come back from the cache", async () => {
  const { phone, hung, as } = await two();
  await as(hung);
  for (const key of ["haidang-profile", "haidang-profiles"]) phone.localStorage.removeItem(key);
  const astray = await phone.open();
  expect(astray.here().id).toBe("");
  expect(await astray.putBack()).toBe(true);
  const back = await phone.open();
  expect(back.here().id).toBe(hung);
  expect(back.isShared()).toBe(true);
  expect(await back.putBack()).toBe(false);
});

test("whoever leaves is removed only once the hub has everything; until then the place comes back to the list", async () => {
  const { phone, relay, hung, as } = await two();
  const his = await as(hung);
  await his.leaveForGood();
  const hers = await as("");
  await hers.wipeGone();
  expect(hers.people.value.people.map(({ name }) => name)).toEqual(["Chị Lan", "Anh Hùng"]);
  const again = await as(hung);
  expect(again.cards.value).toHaveLength(1);
  await sync(again, relay);
  expect(await again.heldHere()).toBe(0);
  await again.leaveForGood();
  await again.leave();
  const alone = await as("");
  await alone.wipeGone();
  expect(alone.people.value).toMatchObject({ people: [{ name: "Chị Lan" }], gone: [] });
  const names = (await (phone.indexedDB as IDBFactory).databases()).map(({ name }) => name);
  expect(names).toEqual(["haidang"]);
  expect(phone.localStorage.getItem(`haidang-device-${hung}`)).toBeNull();
});

test("a page that has let go of its database writes nothing any more", async () => {
  const { as } = await two();
  const hers = await as("");
  await hers.leave();
  await expect(hers.createDossier(FORM)).rejects.toMatchObject({ code: "closed" });
});

test("practice has keys to write with and none to speak with, no account, and no file to carry", async () => {
  const phone = new Phone();
  const before = await phone.open();
  const practice = await phone.switchTo(before, await before.practise());
  expect(practice.here().isPractice).toBe(true);
  const document = await practice.createDossier(FORM);
  await practice.edit(document, [["set", "/house/name", "Nhà tập"]]);
  expect(await practice.signer()).toBeNull();
  expect(await practice.gather(1_000)).toBeNull();
  await expect(practice.exportUnsent()).rejects.toMatchObject({ code: "unavailable" });
  await practice.endPractice();
  await practice.leave();
  const after = await phone.switchTo(practice, "");
  await after.wipeGone();
  expect((await (phone.indexedDB as IDBFactory).databases()).map(({ name }) => name)).toEqual(["haidang"]);
});

test("practice of somebody else is not gone on with", async () => {
  const { hung, as } = await two();
  const hers = await (await as("")).practise();
  const his = await as(hung);
  expect(await his.practise()).not.toBe(hers);
  expect(his.people.value.gone.map(({ id }) => id)).toEqual([hers]);
});

test("a PIN opens with its own figures only, and is nowhere to be read", async () => {
  const { phone, as } = await two();
  const hers = await as("");
  await hers.setPin(PIN_OF_LAN);
  expect(await hers.unlock("000000")).toBe(false);
  expect(await hers.unlock(PIN_OF_LAN)).toBe(true);
  expect(hers.present()?.pin).toBe(true);
  expect(legible(await rawRows(phone.indexedDB))).not.toContain(PIN_OF_LAN);
  await expect(hers.setPin("12345")).rejects.toMatchObject({ code: "malformed" });
}, 30_000);

test("five wrong PINs cost a minute, the next five, then thirty; reloading or setting the clock back shortens nothing", async () => {
  const { as } = await two();
  let clockMs = Date.UTC(2026, 10, 27);
  let passedMs = 0;
  vi.spyOn(Date, "now").mockImplementation(() => clockMs);
  vi.spyOn(performance, "now").mockImplementation(() => passedMs);
  let hers = await as("");
  await hers.setPin(PIN_OF_LAN);
  for (let tries = 0; tries < 5; tries++) expect(await hers.unlock("000000")).toBe(false);
  expect(await hers.waitMs()).toBe(60_000);
  expect(await hers.isStuck()).toBe(true);
  // The right one, too, is not looked at.
  expect(await hers.unlock(PIN_OF_LAN)).toBe(false);
  hers = await as("");
  expect(await hers.waitMs()).toBe(60_000);
  clockMs -= 365 * 86_400_000;
  expect(await hers.waitMs()).toBe(60_000);
  // With the clock a year back, the time that passes in the page still counts.
  passedMs += 60_000;
  expect(await hers.waitMs()).toBe(0);
  expect(await hers.unlock("000000")).toBe(false);
  expect(await hers.waitMs()).toBe(5 * 60_000);
  passedMs += 5 * 60_000;
  expect(await hers.waitMs()).toBe(0);
  expect(await hers.unlock("000000")).toBe(false);
  expect(await hers.waitMs()).toBe(30 * 60_000);
  passedMs += 30 * 60_000;
  expect(await hers.waitMs()).toBe(0);
  expect(await hers.unlock(PIN_OF_LAN)).toBe(true);
  expect(await hers.isStuck()).toBe(false);
}, 60_000);

test("a shared device asks who is there after two minutes, after a switch, and when the clock goes back by hours", async () => {
  const { hung, as } = await two();
  const now = Date.UTC(2026, 10, 27);
  const hers = await as("");
  hers.stayAwake(now);
  expect([hers.isAwake(now), hers.isAwake(now + 119_000), hers.isAwake(now + 120_000)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(hers.isAwake(now - 3_600_000)).toBe(false);
  hers.stayAwake(now, hung);
  expect(hers.isAwake(now)).toBe(false);
  // It is the other's note: this page does not take it away.
  hers.fallAsleep();
  expect((await as(hung)).isAwake(now)).toBe(true);
  expect((await new Phone().open()).isAwake(now)).toBe(true);
});
