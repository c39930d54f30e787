/** All that is known here of one dossier, read together: what cards and views are made from, which is pure. */

import { Document } from "../sync/document";
import { draft } from "../sync/edits";
import { type Hex, unpack } from "../sync/packing";
import type { Outcome } from "../wire.gen";
import { openedChange } from "./contents";
import { read } from "./db";
import { type Author, authors } from "./devices";
import { type Loaded, load } from "./documents";
import { neededKeys } from "./keys";
import { type ChangeRow, REISSUED } from "./schema";

export interface Material {
  readonly loaded: Loaded;
  /** With the open edits in it, as the change OPEN. */
  readonly document: Document;
  /** Every change that lies here, those that were refused among them. */
  readonly changes: ReadonlyMap<Hex, ChangeRow>;
  readonly outcome: Outcome | null;
  readonly authors: ReadonlyMap<Hex, Author>;
  readonly device: Hex;
  /** Payloads of the changes that were refused. */
  readonly refused: ReadonlyMap<Hex, Uint8Array>;
  /** Replaced values that a person has set aside, as `path change`. */
  readonly asides: ReadonlySet<string>;
}

/** What is open appears under this id, which no change can have. */
export const OPEN: Hex = "open";

/** Null where there is no such dossier here. */
export async function gatherMaterial(document: Hex): Promise<Material | null> {
  const loaded = await load(document);
  if (loaded === null) return null;
  const { vault, device } = await neededKeys();
  const rows = await read(["changes", "outcomes", "asides"], async (tx) => {
    const all = IDBKeyRange.bound([document, Number.NEGATIVE_INFINITY], [document, Number.POSITIVE_INFINITY]);
    return {
      changes: await tx.where("changes", "taken", all),
      outcome: await tx.get("outcomes", document),
      asides: await tx.get("asides", document),
    };
  });
  const outcome = rows.outcome && unpack(await vault.open("outcomes", document, rows.outcome.sealed));
  const asides = rows.asides && unpack(await vault.open("asides", document, rows.asides.sealed));
  const refused = await Promise.all(
    rows.changes
      .filter(({ status, code }) => status === "refused" && code !== REISSUED)
      .map(async (row) => [row.id, (await openedChange(row)).payload] as const),
  );
  return {
    loaded,
    document: withOpen(loaded, device),
    changes: new Map(rows.changes.map((row) => [row.id, row])),
    outcome: (outcome as Outcome | undefined) ?? null,
    authors: await authors(),
    device,
    refused: new Map(refused),
    asides: new Set((asides as readonly string[] | undefined) ?? []),
  };
}

/** Folded anew: a document that has applied something never gives it back. */
function withOpen({ document, steps, exclusions, open }: Loaded, device: Hex): Document {
  if (open === null) return document;
  const shown = new Document(document.id);
  for (const id of steps.keys()) {
    const change = document.held(id);
    if (change !== undefined) shown.store(id, change);
  }
  for (const exclusion of exclusions.values()) shown.storeExclusion(exclusion);
  shown.store(OPEN, draft(open, document.id, device, document.parentsFor(device), open.unixMs));
  shown.settle();
  return shown;
}
