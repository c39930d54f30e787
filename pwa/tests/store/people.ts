/** Where most stories begin: a draft, one that belongs to somebody, and two phones of one person that share it. */

import { Phone, type Tab } from "./phone";
import { rawRows } from "./raw";
import { Relay, sync } from "./relay";

export const FORM = "khoi-cong@1";
/** Bytes in one request. */
export const LIMIT = 524_288;

export interface Alone {
  readonly phone: Phone;
  readonly tab: Tab;
  readonly relay: Relay;
  readonly document: string;
}

/** A dossier with one answer on a phone that belongs to nobody yet. */
export async function draft(): Promise<Alone> {
  const [phone, relay] = [new Phone(), await Relay.start()];
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/house/name", "Nhà"]]);
  return { phone, tab, relay, document };
}

/** The same, once the phone belongs to Lan. Nothing was sent. */
export async function enrolled(): Promise<Alone> {
  const alone = await draft();
  await alone.relay.enrol(alone.tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  return alone;
}

export interface Pair {
  readonly relay: Relay;
  readonly document: string;
  readonly phones: readonly [Phone, Phone];
  readonly tabs: readonly [Tab, Tab];
  /** Both exchange until both have all. */
  meet(): Promise<void>;
}

/** Two phones of Lan's that have exchanged everything. The second is the one looked at. */
export async function pair(): Promise<Pair> {
  const { phone, tab: one, relay, document } = await enrolled();
  await sync(one, relay);
  const second = new Phone();
  const two = await second.open();
  await relay.enrol(two, "Nguyễn Thị Lan", "Máy bàn");
  await sync(two, relay);
  await sync(one, relay);
  const meet = async () => {
    for (const tab of [one, two, one]) await sync(tab, relay);
  };
  return { relay, document, phones: [phone, second], tabs: [one, two], meet };
}

/** The values that stand at a path, the one to show first at the front. */
export async function values(tab: Tab, document: string, path: string): Promise<readonly unknown[]> {
  const { view, close } = await tab.openDossier(document);
  close();
  return (view.value.fields.get(path)?.entries ?? []).map(({ value }) => value);
}

interface StoredChange {
  readonly id: string;
  readonly status: string;
  readonly code: string;
}

/** What lies in the table of changes, the oldest first. */
export async function storedChanges(phone: Phone): Promise<readonly StoredChange[]> {
  return ((await rawRows(phone.indexedDB)).get("changes") ?? []) as readonly StoredChange[];
}
