/** Who this device is: a key that works, made once, and never replaced without a word. */

import { IDBDatabase, IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test } from "vitest";
import { Phone } from "./phone";
import { legible, rawRows } from "./raw";
import { Relay, sync } from "./relay";

const FORM = "khoi-cong@1";
const { get, put } = IDBObjectStore.prototype;
const { transaction } = IDBDatabase.prototype;

afterEach(() => {
  IDBDatabase.prototype.transaction = transaction;
  IDBObjectStore.prototype.get = get;
  IDBObjectStore.prototype.put = put;
});

test("no key before the first draft, and the same one ever after", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  expect(tab.identity.value).toEqual({ device: null, account: null });
  expect(await tab.signer()).toBeNull();
  await tab.createDossier(FORM);
  const { device } = tab.identity.value;
  expect(device).toMatch(/^[0-9a-f]{32}$/);
  const again = await phone.open();
  expect(again.identity.value.device).toBe(device);
  expect((await again.signer())?.device).toBe(device);
});

test("two tabs that begin at the same moment make one key", async () => {
  const phone = new Phone();
  const tabs = [await phone.open(), await phone.open()];
  await Promise.all(tabs.map((tab) => tab.createDossier(FORM)));
  expect(new Set(tabs.map((tab) => tab.identity.value.device)).size).toBe(1);
  const rows = await rawRows(phone.indexedDB);
  expect(rows.get("keys")).toHaveLength(1);
  expect(rows.get("documents")).toHaveLength(2);
});

test("after enrolment it knows the person, the device's name, and so does another tab", async () => {
  const [phone, relay] = [new Phone(), await Relay.start()];
  const tab = await phone.open();
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  const account = { person: "Nguyễn Thị Lan", role: "citizen", label: "Điện thoại của Lan" };
  expect((await phone.open()).identity.value.account).toMatchObject(account);
});

test.each([
  ["does not give back", async () => null],
  ["gives back as another one", async () => (await pairOfKeys()).privateKey],
])("a key that the browser stores and, once reopened, %s is not taken into use", async (_, instead) => {
  const phone = new Phone();
  const tab = await phone.open();
  const other = await instead();
  let writer: unknown;
  IDBObjectStore.prototype.put = function (...row) {
    writer = this.transaction.db;
    return put.apply(this, row);
  };
  IDBObjectStore.prototype.get = function (key) {
    const request = get.call(this, key);
    request.addEventListener("success", () => {
      if (key === "candidate" && this.transaction.db !== writer)
        Object.assign(request.result, { private: other });
    });
    return request;
  };
  await expect(tab.createDossier(FORM)).rejects.toMatchObject({ code: "unavailable" });
  expect(tab.storageHealth.value).toBe("refused");
  IDBObjectStore.prototype.get = get;
  expect(await tab.signer()).toBeNull();
  expect((await rawRows(phone.indexedDB)).get("documents")).toEqual([]);
});

test("a browser that stores no keys at all says so at the first draft", async () => {
  const tab = await new Phone().open();
  IDBObjectStore.prototype.put = function (...row) {
    if (this.name === "keys") throw new DOMException("could not be cloned", "DataCloneError");
    return put.apply(this, row);
  };
  await expect(tab.createDossier(FORM)).rejects.toMatchObject({ code: "unavailable" });
  expect(tab.storageHealth.value).toBe("refused");
});

test.each([
  ["all of it but what localStorage holds", (phone: Phone) => void phone.caches.delete("haidang-device")],
  ["all of it but what the cache holds", (phone: Phone) => phone.localStorage.removeItem("haidang-device")],
])("an emptied database is noticed: %s", async (_, alsoLose) => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  await expect.poll(() => phone.localStorage.getItem("haidang-device")).toContain('"unsent":1');
  await expect
    .poll(async () =>
      legible(await (await (await phone.caches.open("haidang-device")).match("/.device"))?.text()),
    )
    .toContain('"unsent":1');
  phone.indexedDB = new IDBFactory();
  alsoLose(phone);
  const after = await phone.open();
  expect(after.storageHealth.value).toBe("lost");
  expect(after.lostTally.value).toMatchObject({ dossiers: 1, unsent: 1 });
  await expect(after.createDossier(FORM)).rejects.toMatchObject({ code: "lost" });
  expect(after.identity.value.device).toBeNull();
});

test("a lost key is replaced only when a person asks for it", async () => {
  const phone = new Phone();
  const before = await phone.open();
  await before.createDossier(FORM);
  await expect.poll(() => phone.localStorage.getItem("haidang-device")).toContain('"unsent":1');
  const { device } = await before.neededKeys();
  await phone.deleteDatabase();
  const after = await phone.open();
  await after.startAfresh();
  expect(after.storageHealth.value).toBe("ok");
  expect(after.cards.value).toEqual([]);
  const document = await after.createDossier(FORM);
  expect(after.storageHealth.value).toBe("ok");
  expect(after.cards.value).toMatchObject([{ document }]);
  await expect.poll(() => after.identity.value.device).toMatch(/^[0-9a-f]{32}$/);
  expect(after.identity.value.device).not.toBe(device);
});

test("starting afresh touches nothing that can still be read", async () => {
  const tab = await new Phone().open();
  const document = await tab.createDossier(FORM);
  await tab.startAfresh();
  expect((await tab.openDossier(document)).view.value.card.document).toBe(document);
});

test("nothing is written under a key that went with the database while the page was open", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  await expect.poll(() => phone.localStorage.getItem("haidang-device")).toContain('"unsent":1');
  await phone.deleteDatabase();
  await expect.poll(() => tab.storageHealth.value).toBe("lost");
  expect(tab.lostTally.value).toMatchObject({ dossiers: 1, unsent: 1 });
  await expect(tab.edit(document, [["set", "/house/name", "Nhà ba tầng"]])).rejects.toMatchObject({
    code: "missing",
  });
  await expect(tab.createDossier(FORM)).rejects.toMatchObject({ code: "lost" });
  expect(tab.storageHealth.value).toBe("lost");
  expect((await rawRows(phone.indexedDB)).get("documents")).toEqual([]);
});

test("a database emptied at any step of a start is noticed and counted, though all that shows is a failed request", async () => {
  let isOver = false;
  for (let step = 0; !isOver; step++) {
    const phone = new Phone();
    const before = await phone.open();
    await before.edit(await before.createDossier(FORM), [["set", "/house/name", "Nhà"]]);
    await expect.poll(() => phone.localStorage.getItem("haidang-device")).toContain('"unsent":1');
    const emptied = emptyAtStep(phone, step);
    const after = await phone.open();
    isOver = !emptied();
    if (isOver) continue;
    await expect.poll(() => after.storageHealth.value, { message: `step ${step}` }).toBe("lost");
    expect(after.lostTally.value, `step ${step}`).toMatchObject({ dossiers: 1, unsent: 1 });
    await expect.poll(() => after.identity.value.device).toBeNull();
    expect(after.cards.value, `step ${step}`).toEqual([]);
    await expect(after.createDossier(FORM)).rejects.toMatchObject({ code: "lost" });
    expect(phone.localStorage.getItem("haidang-device")).toContain('"dossiers":1,"unsent":1');
    expect((await rawRows(phone.indexedDB)).get("keys")).toEqual([]);
  }
});

test("no dossier is begun in a database that was emptied while it was being sealed", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  await tab.createDossier(FORM);
  await expect.poll(() => phone.localStorage.getItem("haidang-device")).toContain('"unsent":1');
  const { encrypt } = crypto.subtle;
  crypto.subtle.encrypt = (...how) => {
    crypto.subtle.encrypt = encrypt;
    emptyAtStep(phone, 0);
    return encrypt.apply(crypto.subtle, how);
  };
  await expect(tab.createDossier(FORM)).rejects.toMatchObject({ code: "lost" });
  expect((await rawRows(phone.indexedDB)).get("documents")).toEqual([]);
  await expect.poll(() => tab.lostTally.value).toMatchObject({ dossiers: 1, unsent: 1 });
});

test("dossiers that are being unsealed while the database goes are not shown as if they were there", async () => {
  const phone = new Phone();
  await (await phone.open()).createDossier(FORM);
  const tab = await phone.load();
  const { decrypt } = crypto.subtle;
  crypto.subtle.decrypt = async (...how) => {
    crypto.subtle.decrypt = decrypt;
    await phone.deleteDatabase();
    await expect.poll(() => tab.storageHealth.value).toBe("lost");
    return decrypt.apply(crypto.subtle, how);
  };
  await tab.firstLook();
  expect(tab.cards.value).toEqual([]);
});

test("storage that is emptied between the trial write and the reading is not said to refuse", async () => {
  const phone = new Phone();
  for (const step of [0, 1, 2]) {
    const tab = await phone.load();
    emptyAtStep(phone, step);
    expect(await tab.storageWorks(), `step ${step}`).toBe(true);
  }
});

test("a row that has lost its key counts as lost, and what it sealed is not touched", async () => {
  const phone = new Phone();
  await (await phone.open()).createDossier(FORM);
  const kept = (await rawRows(phone.indexedDB)).get("documents");
  IDBObjectStore.prototype.get = function (key) {
    const request = get.call(this, key);
    request.addEventListener("success", () => {
      if (key === "device") Object.assign(request.result, { vault: null });
    });
    return request;
  };
  for (const loseMarker of [() => {}, () => phone.localStorage.removeItem("haidang-device")]) {
    loseMarker();
    await phone.caches.delete("haidang-device");
    const after = await phone.open();
    expect(after.storageHealth.value).toBe("lost");
    await expect(after.createDossier(FORM)).rejects.toMatchObject({ code: "lost" });
  }
  expect((await rawRows(phone.indexedDB)).get("documents")).toEqual(kept);
});

test("the worker of a device without a key has nothing to say and makes none", async () => {
  const [phone, relay] = [new Phone(), await Relay.start()];
  const worker = await phone.load();
  expect(await worker.gather(1_000)).toBeNull();
  const tab = await phone.open();
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  await tab.createDossier(FORM);
  await sync(worker, relay);
  expect(relay.changes).toHaveLength(1);
});

function pairOfKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
}

/**
 * As Chromium does it where a transaction is under way: that one fails, the handle is dead, and nothing else is said.
 * Answers whether it came to that.
 */
function emptyAtStep(phone: Phone, step: number): () => boolean {
  let steps = 0;
  IDBDatabase.prototype.transaction = function (...how) {
    if (how[1] === ("versionchange" as string) || steps++ !== step) return transaction.apply(this, how);
    phone.indexedDB = new IDBFactory();
    throw new DOMException("Connection is closing because of: Force close delete origin", "UnknownError");
  };
  return () => steps > step;
}
