/** The handle on the database: strict, healing, and clear about what it cannot do. */

import { IDBDatabase, IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test, vi } from "vitest";
import { Phone, type Tab } from "./phone";

const ROW = {
  name: "exchange",
  cursor: new Uint8Array([7]),
  nonce: new Uint8Array(),
  clockOffsetMs: 0,
  offered: null,
} as const;
const { put } = IDBObjectStore.prototype;
const { transaction } = IDBDatabase.prototype;
const setTimeoutOfNode = setTimeout;

afterEach(() => {
  IDBObjectStore.prototype.put = put;
  IDBDatabase.prototype.transaction = transaction;
  vi.doUnmock("../../src/store/schema");
  vi.stubGlobal("setTimeout", setTimeoutOfNode);
});

test("every write is one strict transaction over just its tables", async () => {
  const opened: unknown[][] = [];
  const tab = await new Phone().load();
  await save(tab);
  IDBDatabase.prototype.transaction = function (...how: Parameters<typeof transaction>) {
    opened.push(how);
    return transaction.apply(this, how);
  };
  await save(tab);
  expect(opened).toEqual([[["facts"], "readwrite", { durability: "strict" }]]);
});

test("where strict is not known, the rows are read back in a new transaction", async () => {
  const tab = await new Phone().load();
  await save(tab);
  const modes: unknown[] = [];
  IDBDatabase.prototype.transaction = function (tables, mode) {
    modes.push(mode);
    return transaction.call(this, tables, mode);
  };
  await save(tab);
  expect(modes).toEqual(["readwrite", "readonly"]);
  IDBObjectStore.prototype.put = function (row, ...rest) {
    const request = put.call(this, row, ...rest);
    this.delete("exchange");
    return request;
  };
  await expect(save(tab)).rejects.toMatchObject({ code: "corrupt" });
});

test("a transaction that meets a full device says so, keeps nothing, and the next one works", async () => {
  const phone = new Phone();
  const tab = await phone.load();
  IDBObjectStore.prototype.put = failing("QuotaExceededError");
  await expect(save(tab)).rejects.toMatchObject({ code: "quota" });
  IDBObjectStore.prototype.put = put;
  expect(await saved(tab)).toBeUndefined();
  await save(tab);
  expect(await saved(tab)).toEqual(ROW);
});

test("work that fails by our own fault leaves nothing behind and passes as it is", async () => {
  const tab = await new Phone().load();
  const fault = new TypeError("ours");
  const work = tab.write(["facts"], async (tx) => {
    await tx.put("facts", ROW);
    throw fault;
  });
  await expect(work).rejects.toBe(fault);
  expect(await saved(tab)).toBeUndefined();
});

test("a handle that the browser closed is opened again", async () => {
  const phone = new Phone();
  const handles: IDBDatabase[] = [];
  const tab = await phone.load();
  IDBDatabase.prototype.transaction = function (...how: Parameters<typeof transaction>) {
    handles.push(this);
    return transaction.apply(this, how);
  };
  await save(tab);
  phone.closeDatabase(handles[0] as IDBDatabase);
  expect(await saved(tab)).toEqual(ROW);
  expect(handles.at(-1)).not.toBe(handles[0]);
});

test("a transaction that dies with its handle is done again", async () => {
  const tab = await new Phone().load();
  let deaths = 0;
  IDBObjectStore.prototype.put = function (...row) {
    return deaths++ === 0 ? failing("UnknownError").apply(this, row) : put.apply(this, row);
  };
  await save(tab);
  expect(await saved(tab)).toEqual(ROW);
  expect(deaths).toBe(2);
});

test("a handle that stays dead is given up after a few tries", async () => {
  const tab = await new Phone().load();
  await save(tab);
  hurry();
  let tries = 0;
  IDBDatabase.prototype.transaction = function (tables, mode) {
    if (mode === ("versionchange" as string)) return transaction.call(this, tables, mode);
    tries++;
    throw new DOMException("Connection to Indexed Database server lost. Refresh the page", "UnknownError");
  };
  await expect(save(tab)).rejects.toMatchObject({ code: "unavailable" });
  expect(tries).toBe(4);
});

test("a dossier that cannot be read for longer than that opens once it can", async () => {
  const phone = new Phone();
  const tab = await phone.open();
  const document = await tab.createDossier("khoi-cong@1");
  hurry();
  let tries = 0;
  IDBDatabase.prototype.transaction = function (tables, mode) {
    if (mode === ("versionchange" as string) || tries++ >= 5) return transaction.call(this, tables, mode);
    throw new DOMException("Internal error", "UnknownError");
  };
  const { view } = await tab.openDossier(document);
  expect(view.value.card.document).toBe(document);
  await expect(tab.openDossier("00".repeat(16))).rejects.toMatchObject({ code: "missing" });
});

test("a browser without storage is told apart from one that fails", async () => {
  const phone = new Phone();
  const tab = await phone.load();
  phone.indexedDB = {
    ...phone.indexedDB,
    open() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  };
  await expect(save(tab)).rejects.toMatchObject({ code: "unavailable" });
  expect(await tab.storageWorks()).toBe(false);
  expect(tab.storageHealth.value).toBe("refused");
});

test("a request to open that is never answered ends", async () => {
  const phone = new Phone();
  const tab = await phone.load();
  hurry();
  phone.indexedDB = { ...phone.indexedDB, open: () => Reflect.construct(IDBOpenDBRequest, []) };
  await expect(save(tab)).rejects.toMatchObject({ code: "unavailable" });
});

test("a newer release takes over: the old tab lets go at once and says that it must be reloaded", async () => {
  const phone = new Phone();
  const old = await phone.load();
  await save(old);
  const fresh = await newerRelease(phone);
  expect(await saved(fresh)).toEqual(ROW);
  expect(old.outdated.value).toBe(true);
  await expect(save(old)).rejects.toMatchObject({ code: "closed" });
});

test("a tab that does not let go blocks the newer release, until it is closed", async () => {
  const phone = new Phone();
  await save(await phone.load());
  const stubborn = await opened(phone.indexedDB);
  const fresh = await newerRelease(phone);
  await expect(save(fresh)).rejects.toMatchObject({ code: "blocked" });
  stubborn.close();
  await save(fresh);
  expect(await saved(fresh)).toEqual(ROW);
});

test("the probe before the first question writes, reads and cleans up", async () => {
  const tab = await new Phone().load();
  expect(await tab.storageWorks()).toBe(true);
  expect(await tab.read(["facts"], (tx) => tx.all("facts"))).toEqual([]);
  IDBObjectStore.prototype.put = failing("DataCloneError");
  expect(await tab.storageWorks()).toBe(false);
  // A full device is no broken one: what is on it should be seen.
  IDBObjectStore.prototype.put = failing("QuotaExceededError");
  expect(await tab.storageWorks()).toBe(true);
  expect(tab.storageHealth.value).toBe("quota");
});

/** A thousand times as fast. */
function hurry(): void {
  vi.stubGlobal("setTimeout", (work: () => void, ms: number, ...rest: []) =>
    setTimeoutOfNode(work, ms / 1_000, ...rest),
  );
}

function save(tab: Tab): Promise<void> {
  return tab.write(["facts"], (tx) => tx.put("facts", ROW));
}

function saved(tab: Tab): Promise<unknown> {
  return tab.read(["facts"], (tx) => tx.get("facts", "exchange"));
}

/** A put after which the transaction fails as a browser would make it fail. */
function failing(name: string): typeof put {
  return function (this: IDBObjectStore, ...row) {
    const request = put.apply(this, row);
    (this.transaction as unknown as { _abort(name: string): void })._abort(name);
    return request;
  };
}

async function newerRelease(phone: Phone): Promise<Tab> {
  vi.doMock("../../src/store/schema", async (original) => ({
    ...(await original<typeof import("../../src/store/schema")>()),
    DATABASE_VERSION: 99,
  }));
  return phone.load();
}

/** A handle that hears of no upgrade. */
function opened(factory: Phone["indexedDB"]): Promise<IDBDatabase> {
  return new Promise((resolve) => {
    const request = factory.open("haidang");
    request.onsuccess = () => resolve(request.result);
  });
}
