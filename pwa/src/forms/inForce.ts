/**
 * What counts on a day: the record of a procedure, the version of its form, and what is still taken in. Pure.
 * A day is one of Ho Chi Minh City. The twin of backend/forms/in_force.py.
 */

import { nameOf, numberOf } from "../store/formName";
import type { Procedure } from "./procedures";

/** Of a version: from which day new dossiers are written for it, and the last day on which it is taken in. */
export interface Published {
  readonly effective: string;
  readonly until: string | null;
}

export type AllPublished = Readonly<Record<string, Published>>;

type Dated = Pick<Procedure, "code" | "effective_from">;

/**
 * The record of a procedure that began last; the first one where the clock says that none has begun.
 * One that has ended stands until the next is known: a phone that was offline since still has a procedure.
 */
export function recordOn<R extends Dated>(records: readonly R[], code: string, day: string): R | null {
  const mine = inOrder(records.filter((each) => each.code === code));
  return mine.findLast((each) => each.effective_from <= day) ?? mine[0] ?? null;
}

/** The record that follows the one of this day, where it is known already. */
export function successorOn<R extends Dated>(records: readonly R[], code: string, day: string): R | null {
  const now = recordOn(records, code, day);
  if (now === null) return null;
  const since = now.effective_from > day ? now.effective_from : day;
  const later = records.filter((each) => each.code === code && each.effective_from > since);
  return inOrder(later)[0] ?? null;
}

/** The version for new dossiers: the newest begun, or the one that the record names where none has. */
export function versionOn(published: AllPublished, form: string, day: string): string {
  const begun = Object.entries(published)
    .filter(([other, { effective }]) => nameOf(other) === nameOf(form) && effective <= day)
    .map(([other]) => other);
  return begun.sort((a, b) => numberOf(b) - numberOf(a))[0] ?? form;
}

/** Whether what was written for a version is still taken in; its last day is one of them. */
export function isTaken(published: AllPublished, form: string, day: string): boolean {
  const until = published[form]?.until ?? null;
  return until === null || day <= until;
}

function inOrder<R extends Dated>(records: readonly R[]): R[] {
  return records.toSorted((a, b) => (a.effective_from < b.effective_from ? -1 : 1));
}
