/**
 * The dossiers on this device, as the screens use them. Every promise of a write resolves only once it is on disk, and
 * what is drawn is drawn from there: a draft needs neither account nor network. The cards themselves are in cards.ts,
 * which the first screen can have without any of this.
 */

import { computed, type ReadonlySignal } from "@preact/signals";
import { isSchema, type Operation } from "../sync/change";
import type { Document } from "../sync/document";
import { type Hex, toHex, utf8, type Value, type ValueMap } from "../sync/packing";
import { body } from "../sync/submission";
import { append } from "./appending";
import { setAside } from "./asides";
import { cancelName } from "./cancelCodes";
import { sealEdits } from "./contents";
import { write } from "./db";
import { CARRIED, schemaOf } from "./documents";
import { attach, redraw, type Seen, seenNow, viewNow } from "./drawing";
import { editOpen } from "./editing";
import { mayPass, StoreError } from "./errors";
import { hubTimeMs } from "./exchangeFacts";
import { askToPersist, noted } from "./health";
import { hold, seenBy, stillThere } from "./holding";
import { ensureKeys } from "./identity";
import { neededKeys, seal } from "./keys";
import { gatherMaterial } from "./material";
import type { CancelRow } from "./schema";
import { sealOpenEdits } from "./sealing";
import { emptyDocument } from "./storing";
import { isHandedIn } from "./submissions";
import { supplementOf } from "./supplement";
import { takeStored } from "./taking";
import { readTransfer, type Transferred, writeTransfer } from "./transfer";
import { inTurns } from "./turns";
import type { DossierView } from "./viewOf";
import { tell } from "./watch";

export type { Assisted } from "./assisted";
export type { DossierCard, DossierState } from "./cardOf";
export type { Emptied } from "./emptied";
export type { DossierView, FieldEntry, FieldView, HistoryItem, Origin, Refused, RowView } from "./viewOf";

export interface DossierHandle {
  /** Always as the database has it. */
  readonly view: ReadonlySignal<DossierView>;
  close(): void;
}

const OPENING_PAUSES_MS = [500, 3_000] as const;

const inTurn = inTurns<Hex>();

/** Begins a dossier of that form: "khoi-cong@1". */
export async function createDossier(form: string): Promise<Hex> {
  const { document, operations } = await noted(newDossier());
  await begun(document, form, operations);
  return document;
}

/** A dossier that is not written down yet: its id, which only this device can have made, and the record that says so. */
export interface NewDossier {
  readonly document: Hex;
  readonly operations: readonly Operation[];
}

export async function newDossier(): Promise<NewDossier> {
  const { device } = await ensureKeys();
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  const document = await seal.documentId(device, nonce);
  return { document, operations: [["record", "created", { nonce: toHex(nonce) }]] };
}

/** Begins it for somebody who has agreed: first change, consent and cancel code are on disk together, or not at all. */
export async function createAssisted(
  { document, operations }: NewDossier,
  form: string,
  consent: ValueMap,
  code: string,
): Promise<void> {
  const { vault } = await noted(neededKeys());
  const name = cancelName(document);
  const fact = { name, sealed: await vault.seal("facts", name, utf8(code)) };
  await begun(document, form, [...operations, ["record", "consented", consent]], fact);
  // A change of its own: what is answered later is not part of how it began. Unsealed it would still begin alike.
  await changed(document, () => sealOpenEdits(document));
}

async function begun(
  document: Hex,
  form: string,
  operations: readonly Operation[],
  fact?: CancelRow,
): Promise<void> {
  if (!isSchema(form)) throw new StoreError("malformed");
  const { device } = await noted(ensureKeys());
  const unixMs = await hubTimeMs();
  const open = await sealEdits(document, { unixMs, schema: form, operations });
  const row = { ...emptyDocument(document), open, openRevision: 1, stamp: 1 };
  const writing = write(["keys", "documents", "facts"], async (tx) => {
    // The database may have been emptied since: then nobody could open what is sealed here.
    if ((await tx.get("keys", "device"))?.device !== device) return false;
    await tx.put("documents", row);
    if (fact !== undefined) await tx.put("facts", fact);
    return true;
  });
  if (!(await noted(writing))) throw new StoreError("lost");
  // From now on there is something to lose. Firefox asks the person, who may take their time.
  void askToPersist();
  tell({ documents: [document] });
  await drawnAgain(document);
}

/** Rejects with "missing" where there is no such dossier here; what may pass is waited for a few seconds. */
export async function openDossier(document: Hex): Promise<DossierHandle> {
  for (const pauseMs of OPENING_PAUSES_MS) {
    try {
      return await opened(document);
    } catch (reason) {
      if (!mayPass(reason)) throw reason;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return opened(document);
}

async function opened(document: Hex): Promise<DossierHandle> {
  const { view, close } = attach(document);
  try {
    await takeStored(document);
    await redraw(document);
    const first = view.value;
    if (first === null) throw new StoreError("missing");
    return { view: computed(() => view.value ?? first), close };
  } catch (reason) {
    close();
    throw reason;
  }
}

/** A person is in a field: call it on entering, and what it returns on leaving. Meanwhile others' changes wait. */
export const holdRemote: (document: Hex) => () => void = hold;

/** A key was pressed in that field: without one, others' changes wait 30 s and no longer. */
export const touch: (document: Hex) => void = stillThere;

/**
 * Operations as a form writes them. Rejects with a StoreError, and then nothing was saved. `form`: the version on the
 * screen, for the dossier may have been carried over meanwhile.
 */
export function edit(document: Hex, operations: readonly Operation[], form?: string): Promise<void> {
  return written(document, operations, seenBy(document), form);
}

/** What carrying a dossier over to another version writes: upon what the person saw, and before that beside it. */
interface CarriedOver {
  readonly operations: readonly Operation[];
  readonly beside: readonly { readonly change: Hex; readonly operations: readonly Operation[] }[];
}

/** From now on the dossier is of that version; what was written for the one before stays in its history. */
export function carryOver(document: Hex, form: string, { operations, beside }: CarriedOver): Promise<void> {
  const seen = seenNow(document);
  return changed(document, async () => {
    for (const { change, operations: some } of beside)
      await append(document, async () => some, { schema: form, parents: () => [change] });
    await editOpen(document, [["record", CARRIED, {}], ...operations], seen, form);
  });
}

/** Seals what is open, so that every answer is of a change that others can build on. */
export function sealDossier(document: Hex): Promise<void> {
  return changed(document, () => sealOpenEdits(document));
}

/** A person's choice between the answers on the screen, or a third one. */
export function resolve(document: Hex, path: string, value: Value): Promise<void> {
  return written(document, [["set", path, value]], seenNow(document));
}

/** The note on replaced values of that field was read. */
export function dismissReplaced(document: Hex, path: string): Promise<void> {
  const field = viewNow(document)?.fields.get(path);
  return changed(document, () => setAside(document, field === undefined ? [] : [field]));
}

/** Hands in what is here now. A dossier that was to stay on this device is sent from now on. */
export function submit(document: Hex): Promise<void> {
  return changed(document, async () => {
    const material = await gatherMaterial(document);
    if (material === null) throw new StoreError("missing");
    // A second tap on the button hands in nothing new.
    if (isHandedIn(material.document, material.outcome) && !material.loaded.row.onlyHere) return;
    await append(document, handingIn("submitted", schemaOf(material.loaded)), { patch: { onlyHere: false } });
  });
}

/** Hands in what a supplement asked for; with that it is closed again here. */
export function supplement(document: Hex): Promise<void> {
  return changed(document, async () => {
    const material = await gatherMaterial(document);
    if (material === null) throw new StoreError("missing");
    if (supplementOf(material).paths.length === 0) return;
    await append(document, handingIn("supplemented", schemaOf(material.loaded)));
  });
}

function handingIn(kind: "submitted" | "supplemented", form: string) {
  return async (now: Document): Promise<readonly Operation[]> => [
    ["record", kind, body(now, form, await seal.digest(now.state()))],
  ];
}

export function setOnlyHere(document: Hex, on: boolean): Promise<void> {
  return changed(document, async () => {
    await write(["documents"], async (tx) => {
      const row = await tx.get("documents", document);
      if (row === undefined) throw new StoreError("missing");
      await tx.put("documents", { ...row, onlyHere: on, stamp: row.stamp + 1 });
    });
    tell({ documents: [document] });
  });
}

/** Puts a dossier away on all devices of the person. Nothing is deleted. */
export function discard(document: Hex): Promise<void> {
  return recorded(document, "discarded");
}

export function restore(document: Hex): Promise<void> {
  return recorded(document, "restored");
}

/** Everything about the screen is asked before anything is awaited: this is what the person was looking at. */
function written(
  document: Hex,
  operations: readonly Operation[],
  seen: Seen | undefined,
  form?: string,
): Promise<void> {
  const paths = new Set(operations.map(([, path]) => path));
  const answered = [...(viewNow(document)?.fields.values() ?? [])].filter(({ path }) => paths.has(path));
  return changed(document, async () => {
    await editOpen(document, operations, seen, form);
    await setAside(document, answered);
  });
}

function recorded(document: Hex, kind: string): Promise<void> {
  return changed(document, () => append(document, async () => [["record", kind, {}]]));
}

/** A file with everything that the hub does not have. What is open is sealed for it. */
export function exportUnsent(): Promise<Blob> {
  return noted(writeTransfer());
}

/** Takes such a file in, to be sent on from here. Rejects with "malformed" where it is none. */
export async function importUnsent(file: Blob): Promise<Transferred> {
  const transferred = await noted(readTransfer(file));
  for (const document of transferred.documents) await drawnAgain(document);
  return transferred;
}

/** One change after another, in the order in which the person made them; done when it is saved and drawn. */
async function changed(document: Hex, work: () => Promise<void>): Promise<void> {
  await noted(inTurn(document, work));
  await drawnAgain(document);
}

/** What is saved is saved, whether or not it can be drawn now. */
async function drawnAgain(document: Hex): Promise<void> {
  await redraw(document).catch(() => {});
}
