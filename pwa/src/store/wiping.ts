/** Removes the database of a profile that nobody needs any more, past the store, which speaks for another profile. */

import { deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Reading } from "./db";
import { TABLES, type Tables } from "./schema";
import { heldAlone } from "./tally";

/** "kept": it holds work that nobody else has, which practice never does. "later": a tab is still at it. */
export type Wiped = "gone" | "kept" | "later";

export async function dropDatabase(name: string, isPractice: boolean): Promise<Wiped> {
  if (!isPractice && (await holdsWork(name))) return "kept";
  return new Promise((resolve) => {
    deleteDB(name, { blocked: () => resolve("later") }).then(
      () => resolve("gone"),
      () => resolve("later"),
    );
  });
}

/** Looks at flags and counters only: what was written is sealed under a key of that profile's. */
async function holdsWork(name: string): Promise<boolean> {
  try {
    const db: IDBPDatabase<Tables> = await openDB<Tables>(name);
    try {
      if (!TABLES.every((table) => db.objectStoreNames.contains(table))) return false;
      const tx = db.transaction(["documents", "changes"], "readonly");
      const reading: Pick<Reading, "all" | "where"> = {
        all: (table) => tx.objectStore(table as "documents").getAll() as never,
        where: (table, index, range) =>
          tx
            .objectStore(table as "changes")
            .index(index as "status")
            .getAll(range as IDBKeyRange) as never,
      };
      return (await heldAlone(reading)) > 0;
    } finally {
      db.close();
    }
  } catch {
    return true;
  }
}
