/** The database as a thief would read it: every row of every table, past the store. */

import type { Phone } from "./phone";

export async function rawRows(
  factory: Phone["indexedDB"],
  name = "haidang",
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = factory.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  const found = new Map<string, readonly unknown[]>();
  for (const table of db.objectStoreNames) {
    const rows = db.transaction(table).objectStore(table).getAll();
    found.set(table, await new Promise((resolve) => (rows.onsuccess = () => resolve(rows.result))));
  }
  db.close();
  return found;
}

/** All bytes and texts in it as one text in which a canary can be looked for; a byte is one character. */
export function legible(value: unknown): string {
  if (value instanceof Uint8Array) return String.fromCharCode(...value);
  if (value instanceof CryptoKey) return value.extractable ? "an extractable key" : "";
  if (typeof value !== "object" || value === null) return String(value);
  const items = value instanceof Map ? [...value.entries()].flat() : Object.entries(value).flat();
  return items.map(legible).join("\n");
}
