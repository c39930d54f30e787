/** Entries of the catalogue: as the hub gave them, or else as they are built in. Each is read once, until another comes. */

import { keptDigest, keptEntry } from "../store/catalogue";

const loaded = new Map<string, Promise<unknown>>();

/** `builtIn`: what this release brought along; null from it where it knows no such entry. */
export async function loadEntry<T>(name: string, builtIn: () => Promise<T>): Promise<T> {
  const digest = await keptDigest(name);
  const key = `${name} ${digest ?? ""}`;
  const known = loaded.get(key);
  if (known !== undefined) return known as Promise<T>;
  const loading = digest === null ? builtIn() : keptEntry<T>(name).then((found) => found ?? builtIn());
  loaded.set(key, loading);
  // What could not be fetched or read may come the next time.
  loading.catch(() => loaded.delete(key));
  return loading;
}
