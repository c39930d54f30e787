/**
 * From what was typed to a signed change (SPEC O4, O5, O8).
 *
 * Encode and hash first, for IndexedDB would commit while WebCrypto is awaited. Then one strict transaction that
 * compares and stores the payload; then sign; then store the envelope. A crash in between leaves a payload that
 * `signPending` signs.
 */

import { type Change, encode } from "../sync/change";
import { draft } from "../sync/edits";
import type { Hex } from "../sync/packing";
import { CHANGE, packSigned } from "../sync/seal";
import { openEdits, openedChange } from "./contents";
import { type Reading, read, write } from "./db";
import { neededKeys, seal } from "./keys";
import type { DocumentRow } from "./schema";
import { tell } from "./watch";

/** Makes one change of what is open; of nothing, nothing. */
export async function sealOpenEdits(document: Hex): Promise<void> {
  for (;;) {
    const row = await read(["documents"], (tx) => tx.get("documents", document));
    const open = row && (await openEdits(row));
    if (!open) return;
    const { unixMs, ...edits } = open;
    const change = draft(edits, document, (await neededKeys()).device, row.openParents, unixMs);
    if (await keep(row, change, nothingOpen(row))) return;
  }
}

/** Stores the payload if nothing moved since `before`, then signs it. False: something moved, think again. */
export async function keep(
  before: DocumentRow,
  change: Change,
  patch: Partial<DocumentRow>,
): Promise<boolean> {
  const { vault } = await neededKeys();
  const { document, parents } = change;
  const payload = encode(change);
  const id = await seal.changeId(payload);
  const sealed = await vault.seal("changes", id, payload);
  const kept = await write(["documents", "changes"], async (tx) => {
    const row = await unmoved(tx, before);
    if (row === null) return false;
    const taken = row.taken + 1;
    await tx.put("documents", { ...row, ...patch, taken, stamp: row.stamp + 1 });
    // The very same edit on the same heads in the same millisecond is one change.
    if ((await tx.where("changes", "id", id, 1)).length > 0) return true;
    const fresh = { status: "unsigned", code: "", bytes: 0, ackedMs: 0, own: true } as const;
    await tx.put("changes", { ...fresh, id, document, parents, taken, sealed });
    return true;
  });
  if (!kept) return false;
  // It is durable; if signing fails now, the next exchange or the next start signs it.
  await sign(id).catch(() => {});
  tell({ documents: [document] });
  return true;
}

/** The row as it is now, if neither what is applied nor what is open has moved since; else null. */
export async function unmoved(tx: Reading, before: DocumentRow): Promise<DocumentRow | null> {
  const now = await tx.get("documents", before.document);
  return now?.taken === before.taken && now.openRevision === before.openRevision ? now : null;
}

/** Signs what a crash left unsigned. */
export async function signPending(): Promise<void> {
  const range = IDBKeyRange.bound(["unsigned", 0], ["unsigned", Number.POSITIVE_INFINITY]);
  for (const { id } of await read(["changes"], (tx) => tx.where("changes", "status", range))) await sign(id);
}

function nothingOpen({ openRevision }: DocumentRow): Partial<DocumentRow> {
  return { open: null, openParents: [], openRevision: openRevision + 1 };
}

async function sign(id: Hex): Promise<void> {
  const [row] = await read(["changes"], (tx) => tx.where("changes", "id", id));
  if (row?.status !== "unsigned") return;
  const known = await neededKeys();
  const { payload } = await openedChange(row);
  const envelope = packSigned(payload, await seal.sign(known.private, CHANGE, payload));
  const sealed = await known.vault.seal("changes", id, envelope);
  await write(["changes"], async (tx) => {
    const [now] = await tx.where("changes", "id", id);
    if (now?.status === "unsigned")
      await tx.put("changes", { ...now, status: "unsent", bytes: envelope.length, sealed });
  });
}
