/**
 * What fields of a form ask of each other, and what is worked out from them.
 * A rule is broken where its condition is false; where it cannot be told yet it stands aside, as `required` says what
 * is missing. One that only warns keeps nobody from handing in. The twin of backend/forms/rules.py.
 */

import type { Answers } from "./assemble";
import { type Form, type Rule, type Scalar, templateOf } from "./dialect";
import { type Around, holds, worthOf } from "./expressions";
import { instances } from "./visible";

export interface BrokenRule {
  readonly path: string;
  readonly rule: string;
  readonly level: "error" | "warning";
  /** The answer that would do, such as the earliest day still possible; null where nothing can be offered. */
  readonly offer: Scalar | null;
}

/** In the order of the form's rules. `today` is the day in Ho Chi Minh City; what is not asked is fine. */
export function brokenRules(form: Form, answers: Answers, today: string): readonly BrokenRule[] {
  return (form.rules.rules ?? []).flatMap((rule) =>
    instances(rule.at, answers.asked, answers.lists)
      .filter((path) => answers.asked.has(path))
      .flatMap((path) => judged(form, answers, rule, path, today)),
  );
}

/** Those of them that are told at one field, without looking at any other. */
export function brokenRulesAt(
  form: Form,
  answers: Answers,
  path: string,
  today: string,
): readonly BrokenRule[] {
  const rules = (form.rules.rules ?? []).filter(({ at }) => at === templateOf(path));
  return answers.asked.has(path) ? rules.flatMap((rule) => judged(form, answers, rule, path, today)) : [];
}

/** What is worked out to be shown at `path`; null while something is missing. */
export function computedAt(form: Form, answers: Answers, path: string, today: string): Scalar | null {
  const found = (form.rules.computed ?? []).find(({ at }) => at === templateOf(path));
  return worthOf(found?.value, aroundOf(form, answers, path, today));
}

/** Whether what becomes of it hinges on the day of the judgement, which is the hub's to say. */
export function hingesOnDay(form: Form, rule: string): boolean {
  const found = form.rules.rules?.find(({ id }) => id === rule);
  return found !== undefined && asksDay(found.holds);
}

function judged(
  form: Form,
  answers: Answers,
  rule: Rule,
  path: string,
  today: string,
): readonly BrokenRule[] {
  const around = aroundOf(form, answers, path, today);
  if (holds(rule.holds, around) !== false) return [];
  const offer = rule.offer === undefined ? null : worthOf(rule.offer, around);
  return [{ path, rule: rule.id, level: rule.level ?? "error", offer }];
}

function asksDay(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  return "today" in node || Object.values(node).some(asksDay);
}

function aroundOf(form: Form, answers: Answers, path: string, today: string): Around {
  return { asked: answers.asked, rows: answers.lists, path, today, calendar: form.calendar };
}
