/** A dossier as its screens draw it: fields with all that stands in them, rows, history, troubles. Pure. */

import { decode, unixMsOf } from "../sync/change";
import type { Document } from "../sync/document";
import type { Hex, Value } from "../sync/packing";
import type { Entry } from "../sync/registers";
import type { Outcome } from "../wire.gen";
import { openTo } from "./assisted";
import { type DossierCard, isUnsent } from "./cardOf";
import { CARRIED } from "./documents";
import { type Emptied, emptiedBy } from "./emptied";
import type { Material, OPEN } from "./material";
import { decisive, isLate } from "./submissions";
import { isAskedFor, type Supplement, supplementOf } from "./supplement";

export interface Origin {
  readonly timeMs: number;
  /** Empty where only the device's key is known. */
  readonly person: string;
  readonly device: string;
  /** By this device. */
  readonly mine: boolean;
}

export interface FieldEntry extends Origin {
  /** "open" for what is not sealed yet. */
  readonly change: Hex | typeof OPEN;
  readonly value: Value;
  /** The version that it was written for. */
  readonly form: string;
}

export interface FieldView {
  readonly path: string;
  /** The one to show first at the front. */
  readonly entries: readonly FieldEntry[];
  readonly conflict: boolean;
  /** Values that are gone because of what an exclusion left out, and that nobody has set aside. */
  readonly replaced: readonly FieldEntry[];
}

export interface RowView {
  readonly id: string;
  readonly position: string;
  readonly visible: boolean;
  /** It was removed by one person while another edited it. */
  readonly revived: boolean;
}

export interface HistoryItem extends Origin {
  readonly change: Hex | typeof OPEN;
  /** "edited", or the kind of its first record: "created", "submitted", "discarded" … */
  readonly kind: string;
  readonly paths: readonly string[];
  /** Not part of what was handed in. */
  readonly late: boolean;
  readonly sent: boolean;
  /** Of a carrying over: what stood before at places that it emptied. */
  readonly emptied?: readonly Emptied[];
}

/** A change of this device that was not taken, with the answers in it, so that they can be given again. */
export interface Refused {
  readonly change: Hex;
  readonly code: string;
  readonly answers: readonly { readonly path: string; readonly value: Value }[];
}

export interface DossierView {
  readonly card: DossierCard;
  readonly fields: ReadonlyMap<string, FieldView>;
  readonly rows: ReadonlyMap<string, readonly RowView[]>;
  readonly conflicts: readonly string[];
  /** Where only some of it may be seen: all answers, to judge those by that are. They are never drawn. */
  readonly around: Pick<DossierView, "fields" | "rows"> | null;
  /** Newest first. */
  readonly history: readonly HistoryItem[];
  readonly outcome: Outcome | null;
  readonly quarantined: readonly { readonly change: Hex; readonly code: string }[];
  readonly refused: readonly Refused[];
  readonly supplement: Supplement;
}

export function viewOf(material: Material, card: DossierCard): DossierView {
  const { document, outcome, refused, changes } = material;
  const open = openTo(card.assisted, material.loaded.nowMs);
  const isSeen = (path: string) => open === "all" || isAskedFor(path, open);
  return {
    card,
    ...shownOf(material, open, isSeen),
    outcome,
    quarantined: document.order().flatMap((change) => {
      const verdict = document.verdict(change);
      if (verdict?.verdict === "quarantined") return [{ change, code: verdict.code }];
      // A withdrawn device is told the verdict and never given the record that leaves the change out.
      const row = changes.get(change);
      return row?.status === "quarantined" ? [{ change, code: row.code }] : [];
    }),
    refused: [...refused].map(([change, payload]) => ({
      change,
      code: changes.get(change)?.code ?? "",
      answers: answersIn(payload).filter(({ path }) => isSeen(path)),
    })),
    supplement: supplementOf(material),
  };
}

type AnswersIn = Pick<DossierView, "fields" | "rows" | "conflicts" | "history" | "around">;

/** Whoever helped, once the consent is not open any more. */
const NOTHING: AnswersIn = { fields: new Map(), rows: new Map(), conflicts: [], history: [], around: null };

function shownOf(
  material: Material,
  open: "all" | readonly string[],
  isSeen: (path: string) => boolean,
): AnswersIn {
  if (open.length === 0) return NOTHING;
  const all = answersOf(material);
  if (open === "all") return all;
  return {
    fields: new Map([...all.fields].filter(([path]) => isSeen(path))),
    rows: new Map([...all.rows].filter(([list]) => isSeen(list))),
    conflicts: all.conflicts.filter(isSeen),
    history: [],
    around: all,
  };
}

function answersOf(material: Material): AnswersIn {
  const { document } = material;
  return {
    around: null,
    fields: fieldsOf(material),
    rows: new Map(document.lists().map((list) => [list, document.rows(list)])),
    conflicts: document.conflicts(),
    history: historyOf(material),
  };
}

function answersIn(payload: Uint8Array): Refused["answers"] {
  const change = decode(payload);
  if (change.kind !== "change") return [];
  return change.operations.flatMap((operation) =>
    operation[0] === "set" ? [{ path: operation[1], value: operation[2] }] : [],
  );
}

function fieldsOf(material: Material): ReadonlyMap<string, FieldView> {
  const { document, asides } = material;
  const conflicts = new Set(document.conflicts());
  const replaced = document.replaced();
  const fields = new Map<string, FieldView>();
  for (const path of [...document.fields().keys(), ...replaced.keys()]) {
    const gone = (replaced.get(path) ?? []).filter(({ change }) => !asides.has(`${path} ${change}`));
    fields.set(path, {
      path,
      entries: document.field(path).map((entry) => entryOf(material, entry)),
      conflict: conflicts.has(path),
      replaced: gone.map((entry) => entryOf(material, entry)),
    });
  }
  return fields;
}

function entryOf(material: Material, { change, value, time }: Entry): FieldEntry {
  const form = material.document.held(change)?.schema ?? "";
  return { change, value, form, ...originOf(material, change, time) };
}

function originOf({ document, authors, device }: Material, change: Hex, time: number): Origin {
  const by = document.held(change)?.device;
  const author = authors.get(by ?? "");
  return {
    timeMs: unixMsOf(time),
    person: author?.person ?? "",
    device: author?.label ?? "",
    mine: by === device,
  };
}

function historyOf(material: Material): readonly HistoryItem[] {
  const { document, outcome, changes } = material;
  const submission = decisive(document, outcome);
  const drawn = drawnTimes(document);
  const newestFirst = [...document.order()]
    .reverse()
    .sort((a, b) => (drawn.get(b) ?? 0) - (drawn.get(a) ?? 0));
  return newestFirst.flatMap((id) => {
    const change = document.applied(id);
    if (change === undefined) return [];
    const records = change.operations.filter(([kind]) => kind === "record");
    const edits = change.operations.filter(([kind]) => kind !== "record");
    const row = changes.get(id);
    return {
      change: id,
      ...originOf(material, id, change.time),
      kind: records[0]?.[1] ?? "edited",
      paths: [...new Set(edits.map(([, path]) => path))],
      late: isLate(document, id, submission),
      sent: row !== undefined && !isUnsent(row),
      ...(records.some(([, kind]) => kind === CARRIED) ? { emptied: emptiedBy(document, id, change) } : {}),
    };
  });
}

/** Claimed times, none before those of what the author had seen: a clock in 1970 does not turn history round. */
function drawnTimes(document: Document): ReadonlyMap<Hex, number> {
  const times = new Map<Hex, number>();
  for (const id of document.order()) {
    const change = document.applied(id);
    const seen = (change?.parents ?? []).map((parent) => times.get(parent) ?? 0);
    times.set(id, Math.max(change?.time ?? 0, ...seen));
  }
  return times;
}
