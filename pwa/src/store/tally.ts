/** How much is held on this device, and how much of it the hub has not acknowledged. */

import type { Hex } from "../sync/packing";
import { type Reading, read } from "./db";
import { type DocumentRow, REISSUED } from "./schema";

export interface Tally {
  readonly dossiers: number;
  /** Changes, those still open among them; dossiers that stay here aside. */
  readonly unsent: number;
  /** Whether the person kept something about themselves. */
  readonly mine: boolean;
}

export interface Counted extends Tally {
  readonly device: Hex;
}

/** Null where no key lies beside them: then the database was emptied, and nothing in it counts. */
export function tally(): Promise<Counted | null> {
  return read(["keys", "documents", "changes", "facts"], async (tx) => {
    const key = await tx.get("keys", "device");
    if (key === undefined) return null;
    const documents = await tx.all("documents");
    const waiting =
      (await tx.count("changes", "status", all("unsent"))) +
      (await tx.count("changes", "status", all("unsigned")));
    const open = documents.filter((row) => row.open !== null && !row.onlyHere).length;
    const kept = await Promise.all(documents.filter((row) => row.onlyHere).map((row) => unsentOf(tx, row)));
    return {
      device: key.device,
      dossiers: documents.length,
      unsent: kept.reduce((count, here) => count - here, waiting + open),
      mine: (await tx.get("facts", "mine")) !== undefined,
    };
  });
}

/** Dossiers that would be lost with this database, those that are to stay here among them. */
export async function heldAlone(tx: Pick<Reading, "all" | "where">): Promise<number> {
  const open = (await tx.all("documents")).filter((row) => row.open !== null);
  const statuses = ["unsent", "unsigned", "refused"] as const;
  const changes = (
    await Promise.all(statuses.map((status) => tx.where("changes", "status", all(status))))
  ).flat();
  const lost = changes.filter(({ code }) => code !== REISSUED);
  return new Set([...open, ...lost].map(({ document }) => document)).size;
}

async function unsentOf(tx: Reading, { document }: DocumentRow): Promise<number> {
  const changes = await tx.where("changes", "taken", all(document));
  return changes.filter(({ status }) => status === "unsent" || status === "unsigned").length;
}

function all<T>(first: T): IDBKeyRange {
  return IDBKeyRange.bound([first, 0], [first, Number.POSITIVE_INFINITY]);
}
