/**
 * A dossier as it lies on this device: what was taken in of it, folded, and what is open.
 *
 * Folding is kept in memory and only ever caught up: a row's `taken` names the step that applied it, so one index range
 * is all that is new, whichever tab or worker wrote it. Whoever changes a dossier loads it, thinks, and then writes in
 * one strict transaction that first compares the counters (`unmoved` in sealing.ts). The worker only stores.
 */

import { type Change, decode, type Newer } from "../sync/change";
import { Document } from "../sync/document";
import { decode as decodeExclusion, type Exclusion } from "../sync/exclusions";
import type { Hex } from "../sync/packing";
import { type OpenNow, openEdits, openedChange, payloadOf } from "./contents";
import { read } from "./db";
import { StoreError } from "./errors";
import { exchangeIn } from "./exchangeFacts";
import { nameOf, numberOf } from "./formName";
import { neededKeys } from "./keys";
import type { ChangeRow, DocumentRow, ExclusionRow } from "./schema";

export interface Loaded {
  readonly row: DocumentRow;
  /** Of what is taken in; the open edits are not in it. */
  readonly document: Document;
  /** What is taken in and the step that did it, in no order. */
  readonly steps: ReadonlyMap<Hex, Step>;
  readonly exclusions: ReadonlyMap<Hex, Exclusion>;
  readonly open: OpenNow | null;
  /** The hub's time as far as it is known here. */
  readonly nowMs: number;
}

export interface Step {
  readonly taken: number;
  readonly own: boolean;
}

interface Fold {
  readonly epoch: number;
  taken: number;
  readonly document: Document;
  readonly steps: Map<Hex, Step>;
  readonly exclusions: Map<Hex, Exclusion>;
}

/** The kind of the record of a carrying over; its change names the version. */
export const CARRIED = "carried";

const FOLDS_MAX = 16;
const folds = new Map<Hex, Fold>();

/** Null where there is no such dossier here. */
export async function load(document: Hex): Promise<Loaded | null> {
  const known = folds.get(document);
  const found = await read(["documents", "changes", "exclusions", "facts"], async (tx) => {
    const row = await tx.get("documents", document);
    if (row === undefined) return null;
    const caughtUp = known?.epoch === row.epoch ? known : newFold(document, row.epoch);
    const since = IDBKeyRange.bound([document, caughtUp.taken + 1], [document, Number.POSITIVE_INFINITY]);
    const changes = await tx.where("changes", "taken", since);
    const exclusions = await tx.where("exclusions", "taken", since);
    return { row, fold: caughtUp, changes, exclusions, clockOffsetMs: (await exchangeIn(tx)).clockOffsetMs };
  });
  if (found === null) return null;
  await catchUp(found.fold, found.row, found.changes, found.exclusions);
  remember(document, found.fold);
  const { row, fold } = found;
  return { ...fold, row, open: await openEdits(row), nowMs: Date.now() + found.clockOffsetMs };
}

export async function loadKnown(document: Hex): Promise<Loaded> {
  const loaded = await load(document);
  if (loaded === null) throw new StoreError("missing");
  return loaded;
}

/**
 * The form of a dossier: the newest version for which somebody carried it over, else the one that it was begun with.
 * Whatever the order of arrival, all phones come to the same, and none goes back.
 */
export function formOf(document: Document): string {
  const log = document.log();
  const created = log.find(({ kind }) => kind === "created");
  const first = created?.change ?? document.order().find((id) => document.applied(id) !== undefined);
  const begun = (first && document.applied(first)?.schema) ?? "";
  const carried = log.filter(({ kind }) => kind === CARRIED);
  return newest(
    begun,
    carried.map(({ change }) => document.applied(change)?.schema ?? ""),
  );
}

/** The same, of one of which perhaps nothing is sealed yet. */
export function schemaOf({ document, open }: Loaded): string {
  const form = formOf(document);
  if (open === null) return form;
  const isCarried = open.operations.some(([kind, name]) => kind === "record" && name === CARRIED);
  return form === "" || isCarried ? newest(form || open.schema, [open.schema]) : form;
}

function newest(form: string, others: readonly string[]): string {
  const mine = others.filter((other) => nameOf(other) === nameOf(form));
  return [form, ...mine].reduce((a, b) => (numberOf(b) > numberOf(a) ? b : a));
}

function newFold(document: Hex, epoch: number): Fold {
  return { epoch, taken: 0, document: new Document(document), steps: new Map(), exclusions: new Map() };
}

/** Feeding a row twice has the effect of once, so two loads at a time do no harm. */
async function catchUp(
  fold: Fold,
  { taken }: DocumentRow,
  changes: readonly ChangeRow[],
  exclusions: readonly ExclusionRow[],
): Promise<void> {
  const { vault } = await neededKeys();
  const opened = await Promise.all(changes.map(async (row) => decode((await openedChange(row)).payload)));
  const records = await Promise.all(
    exclusions.map(async ({ id, sealed }) =>
      decodeExclusion(payloadOf(await vault.open("exclusions", id, sealed))),
    ),
  );
  changes.forEach(({ id, taken, own }, at) => {
    fold.document.store(id, wellFormed(opened[at]));
    fold.steps.set(id, { taken, own });
  });
  exclusions.forEach(({ id }, at) => {
    const record = records[at];
    if (record === undefined || record.kind === "malformed") throw new StoreError("corrupt");
    fold.document.storeExclusion(record);
    fold.exclusions.set(id, record);
  });
  fold.document.settle();
  fold.taken = Math.max(fold.taken, taken);
}

function wellFormed(change: ReturnType<typeof decode> | undefined): Change | Newer {
  // It was checked when it was stored: what fails now is damage.
  if (change === undefined || change.kind === "malformed") throw new StoreError("corrupt");
  return change;
}

/** The folds used last; the oldest goes. */
function remember(document: Hex, fold: Fold): void {
  folds.delete(document);
  folds.set(document, fold);
  if (folds.size > FOLDS_MAX) for (const oldest of folds.keys()) return void folds.delete(oldest);
}
