/**
 * From one person to another: what is typed is stored, the pointer moves, and every page of the device is loaded anew.
 *
 *     flush → count → pointer → tell → let go of the database → load
 *
 * Whoever cannot store what is typed stays where they are. Nothing is sent on the way out: the next exchange is the
 * next person's, and what this one has not sent waits for them.
 */

import { flushForms } from "../platform/busy";
import { fallAsleep, stayAwake } from "./awake";
import { leave, read } from "./db";
import { StoreError } from "./errors";
import { people, watchPeople, wipeGone } from "./people";
import { point, putBack } from "./pointing";
import { CHOSEN, here, itemIn, nameOf, PEOPLE, POINTER } from "./profile";
import { sealOpenEdits } from "./sealing";
import { countForMarker } from "./starting";

const RETRY_MS = 2_000;
const HOME = "/";

/** Another person's turn, at `path`. `last` is done once nothing stands in the way any more. Rejects with "unavailable" where something typed here could not be stored. */
export async function switchTo(
  id: string,
  path: string = HOME,
  last: () => Promise<unknown> = async () => {},
): Promise<void> {
  if (!(await flushForms())) throw new StoreError("unavailable");
  await sealAll();
  await countForMarker("").catch(() => {});
  try {
    await point(id);
  } catch (reason) {
    throw new StoreError("quota", reason);
  }
  // Nobody stays because of it: where the list cannot be written, it stays as it is.
  await last().catch(() => {});
  if (asksForPin(id)) fallAsleep();
  else stayAwake(Date.now(), id);
  sessionStorage.setItem(CHOSEN, id);
  tellWorker();
  await go(path);
}

/** Follows when another tab switches, and clears away after those who have left; called once. */
export function startPeople(): void {
  watchPeople();
  const look = () => {
    if ((itemIn(POINTER) ?? "") !== here().id) void follow();
  };
  addEventListener("storage", ({ key }) => {
    if (key === POINTER || key === null) look();
  });
  // A page that comes back from the browser's memory has heard nothing.
  addEventListener("pageshow", look);
  look();
  void putBack().then((isBack) => {
    if (isBack) void go(location.pathname);
  });
  void wipeGone().catch(() => {});
}

/** Whether the person of that profile has to show a PIN before anything is seen. */
function asksForPin(id: string): boolean {
  return people.peek().people.some((person) => person.id === id && person.pin);
}

let isFollowing = false;

/** As long as something typed here cannot be stored, this page stays: it is the only place where it is. */
async function follow(): Promise<void> {
  if (isFollowing) return;
  isFollowing = true;
  while (!(await flushForms())) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  await countForMarker("").catch(() => {});
  await go(HOME);
}

async function go(path: string): Promise<void> {
  // Nothing of the one who leaves is seen while the page goes.
  document.documentElement.classList.add("locked");
  await leave();
  location.replace(path);
}

/** So that whoever comes back finds changes, and nothing half open. What cannot be sealed stays open. */
async function sealAll(): Promise<void> {
  const rows = await read(["documents"], (tx) => tx.all("documents")).catch(() => []);
  for (const { document, open } of rows) if (open !== null) await sealOpenEdits(document).catch(() => {});
}

/** It may be in the middle of an exchange for the one who leaves. */
function tellWorker(): void {
  const channel = new BroadcastChannel(PEOPLE);
  channel.postMessage(nameOf("database"));
  channel.close();
}
