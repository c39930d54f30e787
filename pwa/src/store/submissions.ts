/** Which submission of a dossier counts, and what came after it: pure. */

import type { Document } from "../sync/document";
import type { LogEntry } from "../sync/log";
import { type Hex, toHex } from "../sync/packing";
import type { Answer, Outcome } from "../wire.gen";

/** The last one handed in: seen by no other, and of several such that with the highest (time, id). */
export function latestSubmission(document: Document): LogEntry | null {
  const all = document.log().filter(({ kind }) => kind === "submitted");
  const last = all.filter(({ change }) => !all.some((other) => document.saw(other.change, change)));
  last.sort((a, b) => b.time - a.time || (a.change < b.change ? 1 : -1));
  return last[0] ?? null;
}

/** The change that later edits are late to: what the authority accepted, else what was handed in last. */
export function decisive(document: Document, outcome: Outcome | null): Hex | null {
  const accepted = outcome?.answers
    .filter(({ answer }) => answer === "accepted")
    .map(({ change }) => toHex(change));
  return accepted?.findLast((id) => document.isApplied(id)) ?? latestSubmission(document)?.change ?? null;
}

export function answerTo(change: Hex, outcome: Outcome | null): Answer | null {
  return outcome?.answers.findLast((answer) => toHex(answer.change) === change) ?? null;
}

/** Was exactly this handed in, and has nobody answered yet? Then there is nothing to hand in again. */
export function isHandedIn(document: Document, outcome: Outcome | null): boolean {
  const last = latestSubmission(document);
  const heads = document.heads();
  if (last === null || heads.length > 1 || heads[0] !== last.change) return false;
  return answerTo(last.change, outcome) === null && document.verdict(last.change)?.verdict === "accepted";
}

/** Does this change edit the dossier without being part of what was handed in, at first or as a supplement? */
export function isLate(document: Document, id: Hex, submission: Hex | null): boolean {
  if (submission === null || id === submission || document.saw(submission, id)) return false;
  const supplements = document.log().filter(({ kind }) => kind === "supplemented");
  if (supplements.some(({ change }) => document.saw(change, id))) return false;
  return document.applied(id)?.operations.some(([kind]) => kind !== "record") ?? false;
}

/** A discarding that nobody has taken back counts. */
export function isDiscarded(document: Document): boolean {
  const log = document.log();
  const restored = log.filter(({ kind }) => kind === "restored");
  return log.some(
    ({ kind, change }) =>
      kind === "discarded" && !restored.some((later) => document.saw(later.change, change)),
  );
}
