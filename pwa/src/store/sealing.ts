/**
 * From what was typed to a signed change (SPEC O4, O5, O8).
 *
 * Encode and hash first, for IndexedDB would commit while WebCrypto is awaited. Then one strict transaction that compares
 * and stores the payload; then sign; then store the envelope. A crash in between leaves a payload that `signPending` signs.
 */

import { type Change, encode, type Operation } from "../sync/change";
import type { Document } from "../sync/document";
import { draft, type Open } from "../sync/edits";
import type { Hex } from "../sync/packing";
import { CHANGE, packSigned } from "../sync/seal";
import { read, write } from "./db";
import { type Loaded, load, loadKnown, openedChange, unmoved } from "./documents";
import { neededKeys, seal } from "./keys";
import type { DocumentRow } from "./schema";
import { tell } from "./watch";

/** Makes one change of what is open; of nothing, nothing. */
export async function sealOpenEdits(document: Hex): Promise<void> {
  for (;;) {
    const loaded = await load(document);
    if (loaded?.open == null) return;
    const { device } = await neededKeys();
    const parents = loaded.document.parentsFor(device);
    const { schema, operations, unixMs } = loaded.open;
    const change = draft({ schema, operations }, document, device, parents, unixMs);
    if (await keep(loaded, change, { open: null })) return;
  }
}

/**
 * Makes a change of its own, of what `operations` answers for the present state; what is open is sealed before.
 * `parents`: what the person had seen, where that is less than is here.
 */
export async function append(
  document: Hex,
  schema: string,
  operations: (now: Document) => Promise<readonly Operation[]>,
  extra: { readonly parents?: (now: Loaded) => readonly Hex[]; readonly patch?: Partial<DocumentRow> } = {},
): Promise<void> {
  for (;;) {
    await sealOpenEdits(document);
    const loaded = await loadKnown(document);
    if (loaded.open !== null) continue;
    const { device } = await neededKeys();
    const open: Open = { schema, operations: await operations(loaded.document) };
    const parents = extra.parents?.(loaded) ?? loaded.document.parentsFor(device);
    if (await keep(loaded, draft(open, document, device, parents, loaded.nowMs), extra.patch ?? {})) return;
  }
}

/** Signs what a crash left unsigned. */
export async function signPending(): Promise<void> {
  const range = IDBKeyRange.bound(["unsigned", 0], ["unsigned", Number.POSITIVE_INFINITY]);
  for (const { id } of await read(["changes"], (tx) => tx.where("changes", "status", range))) await sign(id);
}

/** Stores the payload if nothing moved since `loaded`, then signs it. False: something moved, think again. */
async function keep(loaded: Loaded, change: Change, patch: Partial<DocumentRow>): Promise<boolean> {
  const { vault } = await neededKeys();
  const payload = encode(change);
  const id = await seal.changeId(payload);
  const sealed = await vault.seal("changes", id, payload);
  const kept = await write(["documents", "changes"], async (tx) => {
    const row = await unmoved(tx, loaded);
    if (row === null) return false;
    const taken = row.taken + 1;
    await tx.put("documents", { ...row, ...patch, ...opened(row, patch), taken, stamp: row.stamp + 1 });
    // The very same edit on the same heads in the same millisecond is one change.
    if ((await tx.where("changes", "id", id)).length > 0) return true;
    const fresh = { status: "unsigned", code: "", bytes: 0, ackedMs: 0, own: true } as const;
    await tx.put("changes", { ...fresh, id, document: change.document, taken, sealed });
    return true;
  });
  if (!kept) return false;
  // It is durable; if signing fails now, the next exchange or the next start signs it.
  await sign(id).catch(() => {});
  tell({ documents: [change.document] });
  return true;
}

function opened(row: DocumentRow, patch: Partial<DocumentRow>): Partial<DocumentRow> {
  return "open" in patch ? { openRevision: row.openRevision + 1 } : {};
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
