/**
 * A phone in memory: its own database, locks, caches and channels, in which `open()` starts a tab with a module graph of
 * its own, as a browser would. Of the store nothing is replaced; what is faked is the browser around it.
 */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import { Caches, Channels, LocalStorage, Locks } from "./browser";

export type Tab = Awaited<ReturnType<typeof loadStore>>;

export class Phone {
  indexedDB = new IDBFactory();
  readonly locks = new Locks();
  readonly localStorage = new LocalStorage();
  readonly caches = new Caches();
  private readonly channels = new Channels();

  /** A page of this phone, started as main.tsx starts it. */
  async open(): Promise<Tab> {
    const tab = await this.load();
    await tab.firstLook();
    await tab.startStore((form) => (form === "khoi-cong@1" ? "/work/name" : null));
    return tab;
  }

  /** The same code without a start: what the service worker runs. */
  async load(): Promise<Tab> {
    this.here();
    vi.resetModules();
    return loadStore();
  }

  /** Makes this the phone whose browser is looked at. Call it before a tab of another phone does something. */
  here(): void {
    vi.stubGlobal("indexedDB", this.indexedDB);
    vi.stubGlobal("navigator", { locks: this.locks, storage: STORAGE });
    vi.stubGlobal("localStorage", this.localStorage);
    vi.stubGlobal("caches", this.caches);
    vi.stubGlobal("BroadcastChannel", this.channels.Channel);
    vi.stubGlobal("addEventListener", () => {});
  }
}

const STORAGE = {
  persist: async () => true,
  persisted: async () => true,
  estimate: async () => ({ usage: 1_000_000, quota: 50_000_000 }),
};

async function loadStore() {
  const [account, cards, db, dossiers, drawing, exchangeFacts, firstLook, health, identity, keys, outbox] =
    await Promise.all([
      import("../../src/store/account"),
      import("../../src/store/cards"),
      import("../../src/store/db"),
      import("../../src/store/dossiers"),
      import("../../src/store/drawing"),
      import("../../src/store/exchangeFacts"),
      import("../../src/store/firstLook"),
      import("../../src/store/health"),
      import("../../src/store/identity"),
      import("../../src/store/keys"),
      import("../../src/store/outbox"),
    ]);
  const [sealing, starting, unsent, watch] = await Promise.all([
    import("../../src/store/sealing"),
    import("../../src/store/starting"),
    import("../../src/store/unsent"),
    import("../../src/store/watch"),
  ]);
  return {
    ...account,
    ...db,
    ...drawing,
    ...exchangeFacts,
    ...firstLook,
    ...health,
    ...identity,
    ...keys,
    ...outbox,
    ...sealing,
    ...starting,
    ...unsent,
    ...watch,
    ...cards,
    ...dossiers,
  };
}
