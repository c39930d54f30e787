/**
 * What keeps a dossier from being handed in here, and what only casts doubt on an answer. What hinges on the day is the
 * hub's to judge on receipt: here it casts doubt and no more, for the clock of a phone may be years off.
 */

import type { Value } from "../sync/packing";
import type { FormError } from "../wire.gen";
import { ruleSentence, type Speech } from "./format";
import { brokenRules, hingesOnDay } from "./rules";
import type { Session } from "./session";
import { validate } from "./validate";

type Judged = Pick<Session, "form" | "answers" | "today">;

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

/** By path, the first doubt about each answer. */
export function doubtsOf({ form, answers, today }: Judged, speech: Speech): ReadonlyMap<string, Doubt> {
  const broken = brokenRules(form, answers.value, today).filter(
    ({ rule, level }) => level === "warning" || hingesOnDay(form, rule),
  );
  return new Map(
    broken
      .map(({ path, rule, offer }): [string, Doubt] => [
        path,
        { sentence: ruleSentence(form, rule, offer, path, speech), offer },
      ])
      .reverse(),
  );
}
