/**
 * What keeps a dossier from being handed in here, and what only casts doubt on an answer. What hinges on the day is the
 * hub's to judge on receipt: here it casts doubt and no more, for the clock of a phone may be years off.
 */

import type { Value } from "../sync/packing";
import type { FormError } from "../wire.gen";
import { criticalPaths } from "./assemble";
import { ruleSentence, type Speech } from "./format";
import { brokenRulesAt, hingesOnDay } from "./rules";
import type { Session } from "./session";
import { validate } from "./validate";

type Judged = Pick<Session, "form" | "answers" | "today">;

/** What keeps a dossier from being handed in: broken rules, and answers that matter and are twofold. */
export interface Mending {
  readonly errors: readonly FormError[];
  readonly critical: readonly string[];
}

export interface Doubt {
  readonly sentence: string;
  /** The answer that would do; null where nothing can be offered. */
  readonly offer: Value;
}

/** What must be mended before the dossier can be handed in. */
export function toMend({ form, answers, today }: Judged): readonly FormError[] {
  return validate(form, answers.value, today).filter(
    ([, keyword, { rule }]) => keyword !== "rule" || !hingesOnDay(form, String(rule)),
  );
}

/** The same, with the answers that matter and are twofold. */
export function mendingOf(session: Judged & Pick<Session, "dossier">): Mending {
  const critical = criticalPaths(session.form, session.dossier.value.conflicts);
  return { errors: toMend(session), critical };
}

/** The first doubt about an answer. Of one field only: on a long page there are a hundred. */
export function doubtAt({ form, answers, today }: Judged, path: string, speech: Speech): Doubt | undefined {
  const broken = brokenRulesAt(form, answers.value, path, today).find(
    ({ rule, level }) => level === "warning" || hingesOnDay(form, rule),
  );
  if (broken === undefined) return undefined;
  const { rule, offer } = broken;
  return { sentence: ruleSentence(form, rule, offer, path, speech), offer };
}
