/** The card of a dossier: what a list shows of it, and how it stands. Pure. */

import { unixMsOf } from "../sync/change";
import type { Document } from "../sync/document";
import { provisional } from "../sync/number";
import type { Hex } from "../sync/packing";
import type { FormError } from "../wire.gen";
import { type Assisted, assistedOf } from "./assisted";
import { formOf } from "./documents";
import type { Material } from "./material";
import { type ChangeRow, REISSUED } from "./schema";
import { answerTo, decisive, isDiscarded, isLate, latestSubmission } from "./submissions";

export type DossierState =
  | "draft"
  | "queued"
  | "sending"
  | "sent"
  | "submitted"
  | "mend"
  | "two-answers"
  | "received";

export interface DossierCard {
  readonly document: Hex;
  /** Provisional, to be said aloud: "K7PM 3XHW". */
  readonly number: string;
  readonly form: string;
  readonly state: DossierState;
  /** When that state began: edited, handed in, acknowledged, submitted, received. */
  readonly stateTimeMs: number;
  readonly updatedMs: number;
  readonly startedMs: number;
  readonly onlyHere: boolean;
  readonly conflicts: number;
  /** What to mend, in the authority's words; empty where it had none. */
  readonly errors: readonly FormError[];
  /** The desk that has it; empty before. */
  readonly holderName: string;
  readonly discarded: boolean;
  /** The hub has all of it. */
  readonly synced: boolean;
  /** Something was changed that is not part of what was handed in. */
  readonly late: boolean;
  /** What the person would call it: the work's name; empty where there is none yet. Whose it is, where one helps. */
  readonly title: string;
  /** When the result is due; null while no desk has said so. */
  readonly due: number | null;
  /** Of a dossier that this device's person fills in for somebody else. */
  readonly assisted: Assisted | null;
}

type Stand = Pick<DossierCard, "state" | "stateTimeMs" | "errors">;

export function cardOf(material: Material, titlePath: (form: string) => string | null): DossierCard {
  const { document, changes, outcome, loaded } = material;
  const conflicts = document.conflicts().length;
  const form = formOf(document);
  const path = titlePath(form);
  const title = path === null ? undefined : document.field(path)[0]?.value;
  // A clock in 2099 must not keep a dossier at the top for ever.
  const times = claims(document).map((claim) => Math.min(claim, loaded.nowMs));
  const updatedMs = Math.max(0, ...times);
  const submission = decisive(document, outcome);
  const assisted = assistedOf(material);
  return {
    document: document.id,
    number: provisional(document.id),
    form,
    ...stand(material, conflicts, updatedMs),
    updatedMs,
    startedMs: Math.min(updatedMs, ...times),
    onlyHere: loaded.row.onlyHere,
    conflicts,
    holderName: outcome?.holder_name ?? "",
    discarded: isDiscarded(document),
    synced: loaded.open === null && ![...changes.values()].some(isUnsent),
    late: document.order().some((id) => isLate(document, id, submission)),
    // The work's name is an answer, and no list is to show one that its helper may not see for ever.
    title: assisted?.name ?? (typeof title === "string" ? title : ""),
    due: outcome?.due ?? null,
    assisted,
  };
}

export function isUnsent({ status }: ChangeRow): boolean {
  return status === "unsent" || status === "unsigned";
}

/** "sending" is not among the answers: that is known only while it lasts (cards.ts). */
function stand(material: Material, conflicts: number, updatedMs: number): Stand {
  const { document, outcome, changes } = material;
  const plain = { stateTimeMs: updatedMs, errors: [] };
  if (conflicts > 0) return { ...plain, state: "two-answers" };
  const last = latestSubmission(document);
  const answer = last && answerTo(last.change, outcome);
  if (answer?.answer === "declined")
    return { state: "mend", stateTimeMs: answer.time, errors: answer.errors };
  if (hasTrouble(changes, last?.change ?? null)) return { ...plain, state: "mend" };
  if (outcome?.state === "submitted" || outcome?.state === "received")
    return { state: outcome.state, stateTimeMs: outcome.since, errors: [] };
  if (last === null) return { ...plain, state: "draft" };
  const row = changes.get(last.change);
  if (row === undefined || isUnsent(row))
    return { ...plain, state: "queued", stateTimeMs: unixMsOf(last.time) };
  return { ...plain, state: "sent", stateTimeMs: row.ackedMs || unixMsOf(last.time) };
}

/** Something of this device was not taken, and the person has not handed in again since. */
function hasTrouble(changes: ReadonlyMap<Hex, ChangeRow>, submission: Hex | null): boolean {
  const handedIn = changes.get(submission ?? "")?.order ?? 0;
  return [...changes.values()].some(
    ({ own, status, code, order = 0 }) =>
      own && order >= handedIn && code !== REISSUED && (status === "refused" || status === "quarantined"),
  );
}

function claims(document: Document): readonly number[] {
  const changes = document.order().map((id) => document.applied(id));
  return changes.flatMap((change) => (change === undefined ? [] : [unixMsOf(change.time)]));
}
