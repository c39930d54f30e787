/** Puts what a reply or a file brought beside what is here, within one transaction. It is applied later (taking.ts). */

import { UNKNOWN_KEY_ENVELOPES_MAX } from "../sync/limits";
import type { Hex } from "../sync/packing";
import type { Writing } from "./db";
import type { Opened } from "./opened";
import type { ChangeRow, DocumentRow, ParkedRow } from "./schema";

/** Answers the dossiers of which something is new. What is here already stays as it is. */
export async function store(tx: Writing, opened: Opened): Promise<ReadonlySet<Hex>> {
  const touched = new Set<Hex>();
  for (const row of opened.devices) await tx.put("devices", row);
  for (const row of opened.changes) if (await storeChange(tx, row)) touched.add(row.document);
  for (const row of opened.parked) await park(tx, row);
  for (const order of opened.unparked) await tx.drop("parked", order);
  for (const row of opened.exclusions) {
    if ((await tx.get("exclusions", row.id)) !== undefined) continue;
    await tx.put("exclusions", row);
    touched.add(row.document);
  }
  for (const row of opened.outcomes) {
    const before = await tx.get("outcomes", row.document);
    if (before !== undefined && before.version >= row.version) continue;
    await tx.put("outcomes", row);
    touched.add(row.document);
  }
  for (const document of touched) await begin(tx, document);
  return touched;
}

/** A hub that was restored has forgotten versions it gave: its next word counts, and its last one is shown till then. */
export async function countOutcomesAnew(tx: Writing): Promise<void> {
  for (const row of await tx.all("outcomes")) await tx.put("outcomes", { ...row, version: -1 });
}

/** False where it is here already. */
export async function storeChange(tx: Writing, row: ChangeRow): Promise<boolean> {
  if ((await tx.where("changes", "id", row.id, 1)).length > 0) return false;
  await tx.put("changes", row);
  return true;
}

/** Makes the row of a dossier that is new here. */
export async function begin(tx: Writing, document: Hex, onlyHere = false): Promise<void> {
  if ((await tx.get("documents", document)) !== undefined) return;
  await tx.put("documents", { ...emptyDocument(document), onlyHere });
}

/** So that cards and views are drawn anew. */
export async function stamp(tx: Writing, document: Hex): Promise<void> {
  const row = await tx.get("documents", document);
  if (row !== undefined) await tx.put("documents", { ...row, stamp: row.stamp + 1 });
}

export function emptyDocument(document: Hex): DocumentRow {
  const counters = { taken: 0, foreign: 0, epoch: 0, openRevision: 0, stamp: 0 };
  return { document, ...counters, open: null, openParents: [], onlyHere: false };
}

async function park(tx: Writing, row: ParkedRow): Promise<void> {
  const before = await tx.where("parked", "id", row.id);
  if (before.length < UNKNOWN_KEY_ENVELOPES_MAX) await tx.put("parked", row);
}
