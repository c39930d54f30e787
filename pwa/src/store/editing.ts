/** What a person types, into the open edits of a dossier: it resolves once that is on disk (SPEC O1–O3, O7). */

import { type Operation, readOperation } from "../sync/change";
import { extend } from "../sync/edits";
import { PARENTS_MAX } from "../sync/limits";
import type { Hex } from "../sync/packing";
import { append } from "./appending";
import { sealEdits } from "./contents";
import { write } from "./db";
import { type Loaded, loadKnown, schemaOf } from "./documents";
import type { Seen } from "./drawing";
import { StoreError } from "./errors";
import { neededKeys } from "./keys";
import { sealOpenEdits, unmoved } from "./sealing";
import { tell } from "./watch";

/** `seen`: what the person was looking at. `form`: the version to write for, where it is not the dossier's own. */
export async function editOpen(
  document: Hex,
  items: readonly Operation[],
  seen: Seen | undefined,
  form?: string,
): Promise<void> {
  const operations = items.map(readOperation).filter((item) => "length" in item);
  if (operations.length < items.length) throw new StoreError("malformed");
  for (let rest: readonly Operation[] = operations; rest.length > 0; ) {
    const loaded = await loadKnown(document);
    const isBehind = seen !== undefined && loaded.row.foreign > seen.taken;
    const schema = form ?? schemaOf(loaded);
    rest = isBehind ? await appendBeside(loaded, schema, rest, seen) : await addToOpen(loaded, schema, rest);
  }
}

/** As many as fit beside what is open; answers the rest. */
async function addToOpen(
  loaded: Loaded,
  schema: string,
  operations: readonly Operation[],
): Promise<readonly Operation[]> {
  const { document, row, nowMs } = loaded;
  let open = loaded.open;
  let added = 0;
  for (const operation of operations) {
    const extended = extend(open, schema, [operation], document.heads().length);
    if (extended === null) throw new StoreError("malformed");
    if (extended.sealed.length > 0 || extended.open === null) break;
    open = { ...extended.open, unixMs: nowMs };
    added++;
  }
  if (open === null || added === 0) {
    await sealOpenEdits(row.document);
    return operations;
  }
  const sealed = await sealEdits(row.document, open);
  const openParents = document.parentsFor((await neededKeys()).device);
  const written = await write(["documents"], async (tx) => {
    const now = await unmoved(tx, row);
    if (now === null) return false;
    const counters = { openRevision: now.openRevision + 1, stamp: now.stamp + 1 };
    await tx.put("documents", { ...now, ...counters, open: sealed, openParents });
    return true;
  });
  if (!written) return operations;
  tell({ documents: [row.document] });
  return operations.slice(added);
}

/** Something from others was applied that the person had not seen: what was typed stands beside it, not upon it. */
async function appendBeside(
  loaded: Loaded,
  schema: string,
  operations: readonly Operation[],
  seen: Seen,
): Promise<readonly Operation[]> {
  const extended = extend(null, schema, operations, seen.heads.length);
  if (extended?.open == null) throw new StoreError("malformed");
  for (const { operations: some } of [...extended.sealed, extended.open]) {
    const parents = (now: Loaded) => ownSince(now, seen);
    await append(loaded.row.document, async () => some, { parents, schema });
  }
  return [];
}

/** The heads that the person saw, and what this device itself has built on them since. */
function ownSince({ document, steps }: Loaded, seen: Seen): readonly Hex[] {
  let heads = seen.heads.filter((head) => document.isApplied(head));
  for (const id of document.order()) {
    const step = steps.get(id);
    const parents = document.applied(id)?.parents;
    if (!step?.own || step.taken <= seen.taken || !parents?.every((parent) => heads.includes(parent)))
      continue;
    heads = [...heads.filter((head) => !parents.includes(head)), id];
  }
  return [...heads].sort().slice(0, PARENTS_MAX);
}
