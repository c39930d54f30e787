/**
 * After a refusal: what the hub called no change at all leaves the fold, is kept and shown; what this device built on
 * it is written again on its parents, so that it is not lost with it.
 */

import { type Change, encode } from "../sync/change";
import type { Hex } from "../sync/packing";
import { builtOn, reissue } from "../sync/session";
import { read, write } from "./db";
import { type Loaded, load } from "./documents";
import { neededKeys, seal } from "./keys";
import { type ChangeRow, OUT, REISSUED } from "./schema";
import { sealOpenEdits, signPending, unmoved } from "./sealing";
import { tell } from "./watch";

/** For every refused change of this device that is still in the fold of that dossier. */
export async function reissueRefused(document: Hex): Promise<void> {
  const range = IDBKeyRange.bound(["refused", 0], ["refused", Number.POSITIVE_INFINITY]);
  const refused = await read(["changes"], (tx) => tx.where("changes", "status", range));
  for (const row of refused) {
    if (row.document !== document || !row.own || row.taken === OUT) continue;
    while (!(await replace(row)));
    await signPending();
    tell({ documents: [document] });
  }
}

/** False where the dossier moved meanwhile. */
async function replace(refused: ChangeRow): Promise<boolean> {
  await sealOpenEdits(refused.document);
  const loaded = await load(refused.document);
  if (loaded === null) return true;
  if (loaded.open !== null) return false;
  const { instead, fresh } = await rewritten(refused.id, loaded);
  return write(["documents", "changes"], async (tx) => {
    const row = await unmoved(tx, loaded.row);
    if (row === null) return false;
    const taken = row.taken + 1;
    for (const id of instead) {
      const [out] = await tx.where("changes", "id", id);
      const why = id === refused.id ? {} : ({ status: "refused", code: REISSUED } as const);
      if (out !== undefined) await tx.put("changes", { ...out, ...why, taken: OUT });
    }
    for (const change of fresh) await tx.put("changes", { ...change, taken });
    await tx.put("documents", { ...row, taken, epoch: row.epoch + 1, stamp: row.stamp + 1 });
    return true;
  });
}

/** What goes out, and what comes in its place, parents first. */
async function rewritten(
  refused: Hex,
  { document, steps }: Loaded,
): Promise<{
  readonly instead: readonly Hex[];
  readonly fresh: readonly ChangeRow[];
}> {
  const { vault } = await neededKeys();
  const own = new Map<Hex, Change>();
  for (const id of document.order()) {
    const change = document.applied(id);
    if (steps.get(id)?.own && change !== undefined) own.set(id, change);
  }
  const instead = new Map<Hex, readonly Hex[]>([[refused, own.get(refused)?.parents ?? []]]);
  const fresh: ChangeRow[] = [];
  for (const id of builtOn(refused, own)) {
    const change = reissue(own.get(id) as Change, instead);
    if (isSubmission(change)) {
      // Its digest names a state that nobody has any more: the person has to look and hand in again.
      instead.set(id, change.parents);
      continue;
    }
    const payload = encode(change);
    const next = await seal.changeId(payload);
    instead.set(id, [next]);
    const sealed = await vault.seal("changes", next, payload);
    const place = {
      document: change.document,
      parents: change.parents,
      taken: 0,
      own: true,
      bytes: 0,
      ackedMs: 0,
    };
    fresh.push({ ...place, id: next, status: "unsigned", code: "", sealed });
  }
  return { instead: [...instead.keys()], fresh };
}

function isSubmission({ operations }: Change): boolean {
  return operations.some(
    ([kind, name]) => kind === "record" && (name === "submitted" || name === "supplemented"),
  );
}
