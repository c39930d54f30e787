/**
 * A trace of this device's key outside the database, in two places: so that a database which was emptied is noticed,
 * and nobody gets a new identity without a word. It holds the device's id, two counts and whether a person had kept
 * something about themselves; nothing of what was written.
 */

import type { Counted } from "./tally";

const NAME = "haidang-device";
const ADDRESS = "/.device";

/** Either trace will do: a browser under pressure empties its stores one by one. The cached one is on disk sooner. */
export async function readMarker(): Promise<Counted | null> {
  const text = (await quietly(readCached)) ?? localStorage.getItem(NAME);
  if (text === null) return null;
  const found = await quietly<Partial<Counted>>(() => JSON.parse(text));
  // Damaged, it is still a sign that there was a key.
  const { device = "", dossiers = 0, unsent = 0, mine = false } = found ?? {};
  return {
    device: String(device),
    dossiers: Number(dossiers),
    unsent: Number(unsent),
    mine: mine === true,
  };
}

export async function writeMarker(marker: Counted): Promise<void> {
  const text = JSON.stringify(marker);
  await quietly(() => localStorage.setItem(NAME, text));
  await quietly(async () => (await caches.open(NAME)).put(ADDRESS, new Response(text)));
}

export async function removeMarker(): Promise<void> {
  localStorage.removeItem(NAME);
  await quietly(() => caches.delete(NAME));
}

async function readCached(): Promise<string | null> {
  return (await (await caches.open(NAME)).match(ADDRESS))?.text() ?? null;
}

/** A full or forbidden store costs one trace, never the work that left it. */
async function quietly<T>(work: () => T | Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
