/** Who is at the device as the worker knows it: the pointer's second place is a cache, for a worker reads no localStorage. */

import { hereOr, PEOPLE, POINTER_ADDRESS, type Profile, profileOf } from "./profile";

/** For whom this run of the worker speaks: whoever was present when it first asked. */
export async function hereInWorker(): Promise<Profile> {
  return hereOr(await presentInWorker());
}

/** The present profile as the cache has it now, whichever this run speaks for. */
export async function presentInWorker(): Promise<Profile> {
  return profileOf((await cached(POINTER_ADDRESS)) ?? "");
}

export async function cached(address: string): Promise<string | null> {
  try {
    return (await (await caches.match(address, { cacheName: PEOPLE }))?.text()) ?? null;
  } catch {
    return null;
  }
}
