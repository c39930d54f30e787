/**
 * A trace of this device's key outside the database, in two places: so that a database which was emptied is noticed,
 * and nobody gets a new identity without a word. It holds the device's id, two counts and whether a person had kept
 * something about themselves; nothing of what was written.
 */

import { nameOf } from "./profile";
import type { Counted } from "./tally";

/** `waiting`: dossiers of which the hub lacks something, for a list of people. */
export interface Marker extends Counted {
  readonly waiting: number;
}

const ADDRESS = "/.device";

/** Either trace will do: a browser under pressure empties its stores one by one. The cached one is on disk sooner. */
export async function readMarker(): Promise<Marker | null> {
  const text = (await quietly(readCached)) ?? localStorage.getItem(nameOf("marker"));
  return text === null ? null : countedIn(text);
}

/** What is known of another profile without opening its database. */
export function markerOf(id: string): Marker | null {
  const text = localStorage.getItem(nameOf("marker", id));
  return text === null ? null : countedIn(text);
}

export async function writeMarker(marker: Counted & Partial<Marker>): Promise<void> {
  const text = JSON.stringify(marker);
  const name = nameOf("marker");
  await quietly(() => localStorage.setItem(name, text));
  await quietly(async () => (await caches.open(name)).put(ADDRESS, new Response(text)));
}

export async function removeMarker(id?: string): Promise<void> {
  const name = nameOf("marker", id);
  localStorage.removeItem(name);
  await quietly(() => caches.delete(name));
}

/** Damaged, it is still a sign that there was a key. */
function countedIn(text: string): Marker {
  let found: Partial<Marker> = {};
  try {
    found = JSON.parse(text);
  } catch {
    // As said.
  }
  const { device = "", dossiers = 0, unsent = 0, mine = false, waiting = 0 } = found;
  return {
    device: String(device),
    dossiers: Number(dossiers),
    unsent: Number(unsent),
    mine: mine === true,
    waiting: Number(waiting),
  };
}

async function readCached(): Promise<string | null> {
  return (await (await caches.open(nameOf("marker"))).match(ADDRESS))?.text() ?? null;
}

/** A full or forbidden store costs one trace, never the work that left it. */
async function quietly<T>(work: () => T | Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
