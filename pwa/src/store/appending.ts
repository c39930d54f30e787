/** A change of its own, made at once: of what has to stand alone, and of what must not be built on all that is here. */

import type { Operation } from "../sync/change";
import type { Document } from "../sync/document";
import { draft } from "../sync/edits";
import type { Hex } from "../sync/packing";
import { type Loaded, loadKnown, schemaOf } from "./documents";
import { neededKeys } from "./keys";
import type { DocumentRow } from "./schema";
import { keep, sealOpenEdits } from "./sealing";

interface Extra {
  /** What the person had seen, where that is less than is here. */
  readonly parents?: (now: Loaded) => readonly Hex[];
  readonly patch?: Partial<DocumentRow>;
  /** Where it is written for another version than the one that the dossier is in. */
  readonly schema?: string;
}

/** Seals what is open, then makes a change of what `operations` answers for the state thereafter. */
export async function append(
  document: Hex,
  operations: (now: Document) => Promise<readonly Operation[]>,
  { parents, patch = {}, schema }: Extra = {},
): Promise<void> {
  for (;;) {
    await sealOpenEdits(document);
    const loaded = await loadKnown(document);
    if (loaded.open !== null) continue;
    const { device } = await neededKeys();
    const edits = { schema: schema ?? schemaOf(loaded), operations: await operations(loaded.document) };
    const named = parents?.(loaded) ?? loaded.document.parentsFor(device);
    if (await keep(loaded.row, draft(edits, document, device, named, loaded.nowMs), patch)) return;
  }
}
