/**
 * From stored to applied: changes and exclusions of others enter a dossier in one step, after what is open was sealed
 * (SPEC O4), and not while a person is in one of its fields (SPEC O6).
 *
 * Who is in a field says so with a Web Lock, which every tab and the worker respect and which goes when its tab goes.
 */

import type { Hex } from "../sync/packing";
import { type Reading, read, write } from "./db";
import { nameOf } from "./profile";
import type { ChangeRow, ExclusionRow } from "./schema";
import { sealOpenEdits } from "./sealing";
import { tell } from "./watch";

/** Keeps others' changes out of a dossier until `until` resolves. */
export function keepOut(document: Hex, until: Promise<void>): Promise<void> {
  return navigator.locks.request(fieldOf(document), { mode: "shared" }, () => until);
}

/** Seals what is open and applies what is stored, unless there is nothing, or a person is in a field. */
export async function takeStored(document: Hex): Promise<void> {
  if (!(await read(["changes", "exclusions"], (tx) => stored(tx, document)))) return;
  await navigator.locks.request(fieldOf(document), { ifAvailable: true }, async (free) => {
    if (free === null) return;
    do await sealOpenEdits(document);
    while (!(await take(document)));
    tell({ documents: [document] });
  });
}

function fieldOf(document: Hex): string {
  return `${nameOf("field")}-${document}`;
}

interface Stored {
  readonly changes: readonly ChangeRow[];
  readonly exclusions: readonly ExclusionRow[];
}

async function stored(tx: Reading, document: Hex): Promise<Stored | null> {
  const changes = await tx.where("changes", "taken", [document, 0]);
  const exclusions = await tx.where("exclusions", "taken", [document, 0]);
  return changes.length + exclusions.length > 0 ? { changes, exclusions } : null;
}

/** False where something was opened since it was sealed. */
function take(document: Hex): Promise<boolean> {
  return write(["documents", "changes", "exclusions"], async (tx) => {
    const row = await tx.get("documents", document);
    const found = await stored(tx, document);
    if (row === undefined || found === null) return true;
    if (row.open !== null) return false;
    const taken = row.taken + 1;
    for (const change of found.changes) await tx.put("changes", { ...change, taken });
    for (const exclusion of found.exclusions) await tx.put("exclusions", { ...exclusion, taken });
    await tx.put("documents", { ...row, taken, foreign: taken, stamp: row.stamp + 1 });
    return true;
  });
}
