/** "Thông tin của tôi" in the store: kept sealed, for one person, on one device, and never among what is sent. */

import { IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test } from "vitest";
import { FORM } from "./people";
import { Phone, type Tab } from "./phone";
import { rawRows } from "./raw";
import { Relay, sync } from "./relay";

const { put } = IDBObjectStore.prototype;
const LAN = new Map([
  ["name", "Nguyễn Thị Lan"],
  ["phone", "0901234567"],
]);

afterEach(() => {
  IDBObjectStore.prototype.put = put;
});

async function keptIn(tab: Tab): Promise<unknown> {
  await tab.lookAtKept();
  return Object.fromEntries(tab.kept.value ?? []);
}

test("what is kept before any draft or account is there after a restart", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  expect(await keptIn(tab)).toEqual({});
  await tab.remember(LAN);
  expect(await keptIn(tab)).toEqual({ name: "Nguyễn Thị Lan", phone: "0901234567" });
  expect(await keptIn(await phone.open())).toEqual({ name: "Nguyễn Thị Lan", phone: "0901234567" });
});

test("one thing is changed or taken out, and the others stay", async () => {
  const tab = await new Phone().open();
  await tab.remember(LAN);
  await tab.remember(new Map([["phone", "0909999999"]]));
  expect(await keptIn(tab)).toEqual({ name: "Nguyễn Thị Lan", phone: "0909999999" });
  await tab.remember(new Map([["phone", null]]));
  expect(await keptIn(tab)).toEqual({ name: "Nguyễn Thị Lan" });
});

test("two tabs that keep something at the same moment both have their way, and see it", async () => {
  const phone = new Phone();
  const [one, two] = [await phone.open(), await phone.open()];
  await Promise.all([one.lookAtKept(), two.lookAtKept()]);
  await Promise.all([
    one.remember(new Map([["name", "Nguyễn Thị Lan"]])),
    two.remember(new Map([["phone", "0901234567"]])),
  ]);
  for (const tab of [one, two])
    await expect.poll(() => keptIn(tab)).toEqual({ name: "Nguyễn Thị Lan", phone: "0901234567" });
});

test("deleted, it leaves no row behind", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  await tab.remember(LAN);
  await tab.forget();
  expect(await keptIn(tab)).toEqual({});
  const facts = (await rawRows(phone.indexedDB)).get("facts") as readonly { name: string }[];
  expect(facts.map(({ name }) => name)).not.toContain("mine");
});

test("taken out piece by piece, it leaves no row behind either", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  await tab.remember(LAN);
  await tab.remember(new Map([...LAN.keys()].map((name) => [name, null])));
  expect(await tab.tally()).toMatchObject({ mine: false });
});

test("where the device refuses, it is said, and what was kept before stands", async () => {
  const tab = await new Phone().open();
  await tab.remember(LAN);
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  await expect(tab.remember(new Map([["phone", "0909999999"]]))).rejects.toMatchObject({ code: "quota" });
  expect(tab.storageHealth.value).toBe("quota");
  expect(await keptIn(tab)).toMatchObject({ phone: "0901234567" });
});

test("more than anybody has to say about themselves is refused", async () => {
  const tab = await new Phone().open();
  const malformed = { code: "malformed" };
  await expect(tab.remember(new Map([["name", "a".repeat(1_001)]]))).rejects.toMatchObject(malformed);
  const many = new Map(Array.from({ length: 65 }, (_, index) => [`name${index}`, "a"]));
  await expect(tab.remember(many)).rejects.toMatchObject(malformed);
});

test("signing in for the first time, and again as the same person, keeps it", async () => {
  const [tab, relay] = [await new Phone().open(), await Relay.start()];
  await tab.remember(LAN);
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  await relay.enrol(tab, "Nguyễn Thị Lan", "Máy của Lan");
  expect(await keptIn(tab)).toEqual({ name: "Nguyễn Thị Lan", phone: "0901234567" });
});

test("another person has a place of their own, where nothing of it is offered; here nobody else can sign in", async () => {
  const [phone, relay] = [new Phone(), await Relay.start()];
  const tab = await phone.open();
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  await tab.remember(LAN);
  const hung = (at: Tab) => relay.enrol(at, "Trần Văn Hùng", "Điện thoại của Hùng", "02".repeat(16));
  await expect(hung(tab)).rejects.toMatchObject({ code: "not-theirs" });
  const other = await phone.switchTo(tab, await tab.add("Hùng"));
  await hung(other);
  expect(await keptIn(other)).toEqual({});
  expect(await keptIn(await phone.switchTo(other, ""))).toEqual({
    name: "Nguyễn Thị Lan",
    phone: "0901234567",
  });
});

test("it is not among what is sent, nor in the file of what was not sent", async () => {
  const [tab, relay] = [await new Phone().open(), await Relay.start()];
  await tab.remember(new Map([["name", "Trường Sa"]]));
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  const file = await (await tab.exportUnsent()).text();
  expect(file).toContain("Nhà");
  expect(file).not.toContain("Trường Sa");
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  await sync(tab, relay);
  const other = await new Phone().open();
  await relay.enrol(other, "Nguyễn Thị Lan", "Máy bàn");
  await sync(other, relay);
  expect(await keptIn(other)).toEqual({});
});

test("where storage was emptied it is told apart from having kept nothing, and starting afresh begins without it", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  await tab.remember(LAN);
  await expect.poll(() => phone.localStorage.getItem("haidang-device")).toContain('"mine":true');
  await phone.deleteDatabase();
  const after = await phone.open();
  expect(after.storageHealth.value).toBe("lost");
  expect(after.lostTally.value).toMatchObject({ dossiers: 0, mine: true });
  expect(await keptIn(after)).toEqual({});
  await expect(after.remember(LAN)).rejects.toMatchObject({ code: "lost" });
  await after.startAfresh();
  await after.remember(new Map([["name", "Nguyễn Thị Lan"]]));
  expect(await keptIn(after)).toEqual({ name: "Nguyễn Thị Lan" });
});

test("starting afresh takes it along with the key that sealed it", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  await tab.remember(LAN);
  await phone.deleteDatabase();
  await expect.poll(() => tab.storageHealth.value).toBe("lost");
  await expect.poll(() => keptIn(tab)).toEqual({});
});
