/**
 * A phone in memory: its own database, locks, caches and channels, in which `open()` starts a tab with a module graph
 * of its own, as a browser would. Of the store nothing is replaced; what is faked is the browser around it.
 */

import "fake-indexeddb/auto";
import { AsyncLocalStorage } from "node:async_hooks";
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import { Caches, Channels, LocalStorage, Locks } from "./browser";

export type Tab = Awaited<ReturnType<typeof loadStore>>;

/** The phone whose code is running: what is awaited, and every timer, stays with the phone that began it. */
const running = new AsyncLocalStorage<Phone>();

const GLOBALS = [
  "indexedDB",
  "navigator",
  "localStorage",
  "caches",
  "BroadcastChannel",
  "addEventListener",
] as const;
for (const name of GLOBALS)
  Object.defineProperty(globalThis, name, { configurable: true, get: () => running.getStore()?.[name] });

export class Phone {
  indexedDB: Pick<IDBFactory, "open" | "deleteDatabase"> = new IDBFactory();
  readonly navigator = { locks: new Locks(), storage: STORAGE };
  readonly localStorage = new LocalStorage();
  readonly caches = new Caches();
  readonly BroadcastChannel = new Channels().Channel;

  /** A page of this phone, started as main.tsx starts it. */
  async open(): Promise<Tab> {
    const tab = await this.load();
    tab.nameDossiers((form) => (form === "khoi-cong@1" ? "/house/name" : null));
    await tab.firstLook();
    await tab.startStore();
    return tab;
  }

  /** The same code without a start: what the service worker runs. */
  load(): Promise<Tab> {
    return running.run(this, async () => {
      vi.resetModules();
      const store = await loadStore();
      return Object.fromEntries(Object.entries(store).map(([name, part]) => [name, this.here(part)])) as Tab;
    });
  }

  /** Somebody was chosen from the list: what is opened from now on is theirs. */
  async switchTo(tab: Tab, id: string): Promise<Tab> {
    await tab.point(id);
    return this.open();
  }

  /** The person clears the site's data while pages are open. */
  deleteDatabase(): Promise<void> {
    return running.run(this, () => {
      const request = this.indexedDB.deleteDatabase("haidang");
      return new Promise<void>((resolve, reject) => {
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      });
    });
  }

  /** The browser closes the database under an open page. */
  closeDatabase(handle: IDBDatabase): void {
    running.run(this, () =>
      forceCloseDatabase(handle as unknown as Parameters<typeof forceCloseDatabase>[0]),
    );
  }

  readonly addEventListener = () => {};

  /** A function, and those that it answers with, run on this phone. */
  private here<T>(part: T): T {
    if (typeof part !== "function") return part;
    const inside = (...rest: unknown[]) =>
      this.here(running.run(this, () => Reflect.apply(part, null, rest)));
    return inside as T;
  }
}

const STORAGE = {
  persist: async () => true,
  persisted: async () => true,
  estimate: async () => ({ usage: 1_000_000, quota: 50_000_000 }),
};

async function loadStore() {
  const [account, cancelCodes, cards, contents, db, documents, dossiers, drawing] = await Promise.all([
    import("../../src/store/account"),
    import("../../src/store/cancelCodes"),
    import("../../src/store/cards"),
    import("../../src/store/contents"),
    import("../../src/store/db"),
    import("../../src/store/documents"),
    import("../../src/store/dossiers"),
    import("../../src/store/drawing"),
  ]);
  const [
    exchangeFacts,
    firstLook,
    health,
    identity,
    keys,
    mine,
    naming,
    outbox,
    sealing,
    starting,
    tally,
    watch,
  ] = await Promise.all([
    import("../../src/store/exchangeFacts"),
    import("../../src/store/firstLook"),
    import("../../src/store/health"),
    import("../../src/store/identity"),
    import("../../src/store/keys"),
    import("../../src/store/mine"),
    import("../../src/store/naming"),
    import("../../src/store/outbox"),
    import("../../src/store/sealing"),
    import("../../src/store/starting"),
    import("../../src/store/tally"),
    import("../../src/store/watch"),
  ]);
  const [awake, people, pin, pointing, present, profile, transfer] = await Promise.all([
    import("../../src/store/awake"),
    import("../../src/store/people"),
    import("../../src/store/pin"),
    import("../../src/store/pointing"),
    import("../../src/store/present"),
    import("../../src/store/profile"),
    import("../../src/store/transfer"),
  ]);
  const shared = { ...awake, ...people, ...pin, ...pointing, ...present, ...profile, ...transfer };
  const light = { ...account, ...cards, ...contents, ...db, ...exchangeFacts, ...firstLook, ...health };
  const heavy = { ...cancelCodes, ...documents, ...dossiers, ...drawing, ...sealing, ...starting };
  return {
    ...shared,
    ...light,
    ...heavy,
    ...identity,
    ...keys,
    ...mine,
    ...naming,
    ...outbox,
    ...tally,
    ...watch,
  };
}
