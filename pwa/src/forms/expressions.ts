/**
 * Expressions over the answers of a form: conditions, sums, dates (schemas/forms/README.md, expressions).
 * A value is a whole number, a text, a boolean, or null: nothing, as something that it needs is not answered. A
 * condition is true, false, or null where it cannot be told yet. The twin of backend/forms/expressions.py.
 */

import type { Value } from "../sync/packing";
import * as days from "./days";
import { inRowsOf, type Node, type Operation, type Scalar } from "./dialect";
import type { RowIds, Values } from "./visible";

/** What an expression may look at. */
export interface Around {
  readonly asked: Values;
  /** Row ids by the path of each list that is asked. */
  readonly rows: RowIds;
  /** Whose expression it is: a field that is named stands in the same rows. */
  readonly path: string;
  /** The day of the judgement, in Ho Chi Minh City. */
  readonly today: string;
  readonly calendar: days.Calendar;
}

type Told = boolean | null;
type Worth = Scalar | null;

/** What an expression comes to; null for nothing. */
export function worthOf(node: Node | undefined, around: Around): Worth {
  if (typeof node !== "object") return node ?? null;
  const name = Object.keys(node).find((each) => Object.hasOwn(VALUES, each));
  return name === undefined ? holds(node, around) : (VALUES[name]?.(node, around) ?? null);
}

/** Whether a condition is met; null where it cannot be told. */
export function holds(node: Node | undefined, around: Around): Told {
  if (typeof node !== "object") return typeof node === "boolean" ? node : null;
  const name = Object.keys(node).find((each) => Object.hasOwn(CONDITIONS, each));
  if (name !== undefined) return CONDITIONS[name]?.(node, around) ?? null;
  const chosen = chosenBy(node, around);
  return typeof chosen === "boolean" ? chosen : null;
}

const CONDITIONS: Readonly<Record<string, (node: Operation, around: Around) => Told>> = {
  field: askedFor,
  all(node, around) {
    const told = (node.all ?? []).map((each) => holds(each, around));
    return told.includes(false) ? false : told.includes(null) ? null : true;
  },
  any(node, around) {
    const told = (node.any ?? []).map((each) => holds(each, around));
    return told.includes(true) ? true : told.includes(null) ? null : false;
  },
  not(node, around) {
    const told = holds(node.not, around);
    return told === null ? null : !told;
  },
  known: (node, around) => worthOf(node.known, around) !== null,
  equal(node, around) {
    const [one, other] = pairOf(node.equal, around);
    return one === null || other === null ? null : one === other;
  },
  less(node, around) {
    const [one, other] = pairOf(node.less, around);
    return haveOrder(one, other) ? (one as number) < (other as number) : null;
  },
  atMost(node, around) {
    const [one, other] = pairOf(node.atMost, around);
    return haveOrder(one, other) ? (one as number) <= (other as number) : null;
  },
};

const VALUES: Readonly<Record<string, (node: Operation, around: Around) => Worth>> = {
  field(node, around) {
    if (Object.keys(node).length > 1) return askedFor(node, around);
    const answer = answerTo(node.field, around);
    return isScalar(answer) ? answer : null;
  },
  today: (_, around) => around.today,
  sum: (node, around) => folded(allOf(node.sum, around), (one, other) => one + other),
  product: (node, around) => folded(allOf(node.product, around), (one, other) => one * other),
  difference: (node, around) => folded(allOf(node.difference, around), (one, other) => one - other),
  quotient: (node, around) =>
    folded(allOf(node.quotient, around), (one, other) => (other === 0 ? null : floored(one, other))),
  remainder: (node, around) =>
    folded(allOf(node.remainder, around), (one, other) =>
      other === 0 ? null : one - other * floored(one, other),
    ),
  least: (node, around) => folded(allOf(node.least, around), Math.min),
  greatest: (node, around) => folded(allOf(node.greatest, around), Math.max),
  if: chosenBy,
  count(node, around) {
    const rows = rowsOf(node.count, around);
    const { where } = node;
    return where === undefined ? rows.length : rows.filter((row) => holds(where, row) === true).length;
  },
  /** Rows for which it cannot be told yet are left out. */
  total(node, around) {
    const ofRows = rowsOf(node.total, around).map((row) => worthOf(node.of, row));
    return folded([0, ...ofRows.filter((each) => each !== null)], (one, other) => one + other);
  },
  daysAfter: (node, around) => dayAfter(node.daysAfter, around, days.daysAfter),
  monthsAfter: (node, around) => dayAfter(node.monthsAfter, around, days.monthsAfter),
  workingDaysAfter: (node, around) =>
    dayAfter(node.workingDaysAfter, around, (day, count) =>
      days.workingDaysAfter(day, count, around.calendar),
    ),
  earliest(node, around) {
    const written = worthOf(node.earliest, around);
    return typeof written === "string" ? days.earliest(written, around.calendar) : null;
  },
  latest(node, around) {
    const written = worthOf(node.latest, around);
    return typeof written === "string" ? days.latest(written, around.calendar) : null;
  },
  day(node, around) {
    const moment = worthOf(node.day, around);
    return typeof moment === "string" ? days.dayIn(moment) : null;
  },
  /** Some of the figures of a text, as a number. */
  part(node, around) {
    const [inner, start, length] = node.part ?? ["", 0, 0];
    const text = worthOf(inner, around);
    // By characters, as in Python: a code unit may be half of one.
    const figures = typeof text === "string" ? [...text].slice(start, start + length).join("") : "";
    return figures.length === length && /^[0-9]+$/.test(figures) ? Number(figures) : null;
  },
  inWords(node, around) {
    const day = worthOf(node.inWords, around);
    return typeof day === "string" ? days.inWords(day) : null;
  },
};

function chosenBy(node: Operation, around: Around): Worth {
  const told = holds(node.if, around);
  return told === null ? null : worthOf(told ? node.then : node.else, around);
}

function askedFor(node: Operation, around: Around): Told {
  const answer = answerTo(node.field, around);
  if ("is" in node) return answer === node.is;
  if (node.in !== undefined) return node.in.some((each) => each === answer);
  if (node.present !== undefined) return answer !== null;
  return typeof answer === "boolean" ? answer : null;
}

function answerTo(template: string | undefined, around: Around): Value {
  return around.asked.get(inRowsOf(around.path, template ?? "")) ?? null;
}

/** What can be looked at from each row of a list. */
function rowsOf(template: string | undefined, around: Around): readonly Around[] {
  const path = inRowsOf(around.path, template ?? "");
  const ids = around.asked.has(path) ? (around.rows.get(path) ?? []) : [];
  return ids.map((row) => ({ ...around, path: `${path}/@${row}` }));
}

function dayAfter(
  operands: readonly Node[] | undefined,
  around: Around,
  after: (day: string, count: number) => string | null,
): Worth {
  const [day, count] = pairOf(operands, around);
  return typeof day === "string" && typeof count === "number" ? after(day, count) : null;
}

/** Whole numbers, one after the other; nothing as soon as one is missing or the outcome is too large. */
function folded(values: readonly Worth[], step: (one: number, other: number) => number | null): Worth {
  let total: number | null = null;
  for (const [place, value] of values.entries()) {
    if (typeof value !== "number") return null;
    total = place === 0 ? value : step(total ?? 0, value);
    if (total === null || !Number.isSafeInteger(total)) return null;
  }
  // Adding zero turns -0 into 0.
  return total === null ? null : total + 0;
}

/** Rounded down, and exact where a double is not: the quotient of two whole numbers may round up to the next one. */
function floored(one: number, other: number): number {
  return Number(floorOf(BigInt(one), BigInt(other)));
}

function floorOf(one: bigint, other: bigint): bigint {
  const quotient = one / other;
  return one % other !== 0n && one < 0n !== other < 0n ? quotient - 1n : quotient;
}

/** Numbers have an order, and days have one. */
function haveOrder(one: Worth, other: Worth): boolean {
  return (typeof one === "number" && typeof other === "number") || (days.isDay(one) && days.isDay(other));
}

function isScalar(value: Value): value is Scalar {
  return typeof value === "number" || typeof value === "string" || typeof value === "boolean";
}

function allOf(operands: readonly Node[] | undefined, around: Around): readonly Worth[] {
  return (operands ?? []).map((each) => worthOf(each, around));
}

function pairOf(operands: readonly Node[] | undefined, around: Around): readonly [Worth, Worth] {
  const [one = null, other = null] = allOf(operands, around);
  return [one, other];
}
