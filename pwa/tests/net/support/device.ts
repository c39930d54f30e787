/** A device in memory: the real store over a database of its own. Only the parts of a browser that Node lacks are played. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import { fromHex, pack } from "../../../src/sync/packing";
import { packSigned } from "../../../src/sync/seal";
import type { Enrolled } from "../../../src/wire.gen";
import { Caches, LocalStorage, Locks } from "../../store/browser";

export type Device = Awaited<ReturnType<typeof openDevice>>;

/** A fresh device. What is imported after this, with `await import(…)`, runs on it. */
export async function openDevice() {
  const storage = { persist: async () => true, persisted: async () => true, estimate: async () => ({}) };
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("navigator", { locks: new Locks(), storage, onLine: true });
  vi.stubGlobal("localStorage", new LocalStorage());
  vi.stubGlobal("caches", new Caches());
  vi.stubGlobal("addEventListener", () => undefined);
  vi.resetModules();
  const [account, dossiers, facts, identity, tally, watch] = await Promise.all([
    import("../../../src/store/account"),
    import("../../../src/store/dossiers"),
    import("../../../src/store/exchangeFacts"),
    import("../../../src/store/identity"),
    import("../../../src/store/tally"),
    import("../../../src/store/watch"),
  ]);
  return { ...account, ...dossiers, ...facts, ...identity, ...tally, ...watch };
}

/** A device that belongs to Lan, with one dossier that no hub has seen. */
export async function deviceOfLan(): Promise<Device & { readonly document: string }> {
  const device = await openDevice();
  const keys = await device.ensureKeys();
  await device.keepAccount(enrolmentOf(fromHex(keys.device), keys.public, "Điện thoại của Lan"));
  return { ...device, document: await begin(device) };
}

export async function begin(device: Device): Promise<string> {
  const document = await device.createDossier("khoi-cong@1");
  await device.edit(document, [["set", "/house/name", "Nhà"]]);
  return document;
}

/** What a hub says to a device that it has taken in. Its signature is not looked at here. */
export function enrolmentOf(device: Uint8Array, key: Uint8Array, label: string): Enrolled {
  const account = new Uint8Array(16);
  const record = pack([1, device, key, account, "Nguyễn Thị Lan", label, 1]);
  return {
    device,
    account,
    person: "Nguyễn Thị Lan",
    role: "citizen",
    unit: "",
    unit_name: "",
    hub: key,
    enrolment: packSigned(record, new Uint8Array(64)),
    time: 1,
    nonce: new Uint8Array(24).fill(9),
  };
}
