/**
 * What carrying a dossier over to a newer version of its form comes to: ordinary edits, and what a person is told. Pure.
 * Each answer goes on from the version that its own change names, so what another phone writes on the old form later is
 * carried the same way. Answers that differ at one place stay two: each is written upon the change that it came from.
 */

import { nameOf, numberOf } from "../store/formName";
import type { Operation } from "../sync/change";
import type { Hex, Value } from "../sync/packing";
import { normal } from "./assemble";
import { type Answer, type Fate, fateAfter, fateOf, type Link } from "./carry";
import { type Form, fieldOf, type Words } from "./dialect";
import { instances } from "./visible";

export interface WrittenAnswer {
  readonly change: Hex;
  readonly value: Value;
  /** The version that it was written for. */
  readonly form: string;
}

interface Row {
  readonly id: string;
  readonly position: string;
  readonly visible: boolean;
}

/** What stands in a dossier; only this much of it is needed here. */
export interface Stands {
  readonly fields: ReadonlyMap<string, { readonly entries: readonly WrittenAnswer[] }>;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

/** An answer of an older version that goes on otherwise than it stands. */
export interface Carried extends WrittenAnswer {
  readonly path: string;
  readonly answers: readonly Answer[];
  /** Why it is not asked any more; null where it is carried, and where nobody foresaw it. */
  readonly words: Words | null;
}

export interface Carrying {
  /** To be written upon all that the person saw. */
  readonly operations: readonly Operation[];
  /** To be written before that, each upon the change that an answer came from. */
  readonly beside: readonly { readonly change: Hex; readonly operations: readonly Operation[] }[];
  readonly carried: readonly Carried[];
}

/** `now`: the version that the dossier is in; `links` lead from the first version to that of `form`. */
export function carry(stands: Stands, now: string, form: Form, links: readonly Link[]): Carrying {
  const carried = leftovers(stands, form, links);
  const { sets, beside } = written(stands, carried);
  const inserts = rowsOfNow(stands, carried);
  const gone = rowsGone(carried, form);
  // What is written somewhere upon everything takes the place of what stood there.
  const taken = new Set(sets.map(([, path]) => path));
  const emptied = carried
    .filter(({ path, answers }) => !answers.some((answer) => answer.path === path) && !isIn(gone, path))
    .filter(({ path }) => !taken.has(path))
    .map(({ path }): Operation => ["set", path, null]);
  const given = numberOf(now) < numberOf(form.id) ? defaults(stands, now, links, carried, inserts) : [];
  const operations = [...inserts, ...sets, ...given, ...once(emptied), ...removed(gone)];
  return { operations, beside, carried };
}

/** Answers of older versions that do not simply stay where and as they are. */
function leftovers({ fields, rows }: Stands, form: Form, links: readonly Link[]): readonly Carried[] {
  const found: Carried[] = [];
  for (const [path, { entries }] of fields) {
    if (!allRowsVisible(rows, path)) continue;
    for (const { change, value, form: its } of entries) {
      if (normal(value) === null || nameOf(its) !== nameOf(form.id)) continue;
      const ahead = linksFrom(links, its);
      if (ahead.length !== numberOf(form.id) - numberOf(its)) continue;
      const fate = fateOf(ahead, path, value);
      if (!isKept(fate, path, value)) found.push({ path, change, value, form: its, ...fate });
    }
  }
  return found;
}

/** Those that lead on from a version. */
function linksFrom(links: readonly Link[], version: string): readonly Link[] {
  return links.filter(({ to }) => numberOf(to) > numberOf(version));
}

function isKept({ answers }: Fate, path: string, value: Value): boolean {
  const [answer] = answers;
  return answers.length === 1 && answer?.path === path && same(answer.value, value);
}

/** Upon everything where a place gets one answer; beside one another where it gets several. */
function written(
  stands: Stands,
  carried: readonly Carried[],
): Pick<Carrying, "beside"> & { readonly sets: readonly Operation[] } {
  const arriving = new Map<string, Value[]>();
  for (const { answers } of carried)
    for (const { path, value } of answers) arriving.set(path, [...(arriving.get(path) ?? []), value]);
  const going = new Set(carried.map(({ path, change }) => `${path} ${change}`));
  const isDisputed = (path: string) => {
    const all = [...(arriving.get(path) ?? []), ...standingAt(stands, going, path)];
    return all.some((value) => !same(value, all[0] ?? null));
  };
  const sets = new Map<string, Operation>();
  const beside = new Map<Hex, Operation[]>();
  for (const { path: source, change, answers } of carried) {
    for (const { path, value } of answers) {
      const operation: Operation = ["set", path, value];
      // Written upon everything it would take away the other answers that stand at this very place.
      const isShared = path === source && (stands.fields.get(path)?.entries.length ?? 0) > 1;
      if (isDisputed(path) || isShared) beside.set(change, [...(beside.get(change) ?? []), operation]);
      else if (standingAt(stands, going, path).length === 0) sets.set(path, operation);
    }
  }
  const upon = [...beside].map(([change, operations]) => ({ change, operations }));
  return { sets: [...sets.values()], beside: upon };
}

/** What stands at a place and stays there; `going` has what does not, as `path change`. */
function standingAt({ fields }: Stands, going: ReadonlySet<string>, path: string): readonly Value[] {
  const entries = fields.get(path)?.entries ?? [];
  const stays = entries.filter(
    ({ change, value }) => normal(value) !== null && !going.has(`${path} ${change}`),
  );
  return stays.map(({ value }) => value);
}

/** Rows keep their ids and places in a list that has another path now. */
function rowsOfNow({ rows }: Stands, carried: readonly Carried[]): readonly Operation[] {
  const inserts = new Map<string, Operation>();
  for (const { path, answers } of carried) {
    const before = rowsAround(path);
    for (const answer of answers) {
      rowsAround(answer.path).forEach(([list, row], depth) => {
        const old = rows.get(before[depth]?.[0] ?? "")?.find(({ id }) => id === row);
        const isThere = rows.get(list)?.some(({ id, visible }) => id === row && visible) ?? false;
        if (!isThere) inserts.set(`${list}/@${row}`, ["insert", list, row, old?.position || "a0"]);
      });
    }
  }
  return [...inserts.values()];
}

/** Rows of lists that the newer version does not have; what they held has been carried or dropped. */
function rowsGone(carried: readonly Carried[], form: Form): ReadonlySet<string> {
  const gone = carried.map(({ path }) =>
    rowsAround(path).find(([list]) => fieldOf(form, list)?.row === undefined),
  );
  return new Set(gone.flatMap((row) => (row === undefined ? [] : [row.join("/@")])));
}

function removed(rows: ReadonlySet<string>): readonly Operation[] {
  return [...rows].map((row): Operation => {
    const at = row.lastIndexOf("/@");
    return ["remove", row.slice(0, at), row.slice(at + 2)];
  });
}

/** Where nothing is answered; in each row that there is then. */
function defaults(
  stands: Stands,
  now: string,
  links: readonly Link[],
  carried: readonly Carried[],
  inserts: readonly Operation[],
): readonly Operation[] {
  const steps = linksFrom(links, now).flatMap((link) => link.steps);
  const given = steps.flatMap((step, place) => {
    if (!("default" in step)) return [];
    const [path, value] = step.default;
    return fateAfter(steps.slice(place + 1), { path, value }).answers;
  });
  const rows = new Map([...stands.rows].map(([list, all]) => [list, all.filter((row) => row.visible)]));
  for (const operation of inserts) {
    if (operation[0] !== "insert") continue;
    const [, list, id, position] = operation;
    rows.set(list, [...(rows.get(list) ?? []), { id, position, visible: true }]);
  }
  const ids = new Map([...rows].map(([list, all]) => [list, all.map(({ id }) => id)]));
  const lists = new Map([...rows.keys()].map((list) => [list, null]));
  const answered = new Set(carried.flatMap(({ answers }) => answers.map(({ path }) => path)));
  return given.flatMap(({ path: template, value }) =>
    instances(template, lists, ids)
      .filter((path) => !answered.has(path) && standingAt(stands, new Set(), path).length === 0)
      .map((path): Operation => ["set", path, value]),
  );
}

function allRowsVisible(rows: Stands["rows"], path: string): boolean {
  return rowsAround(path).every(([list, row]) =>
    rows.get(list)?.some(({ id, visible }) => id === row && visible),
  );
}

/** The rows that a path passes through, outermost first. */
function rowsAround(path: string): readonly (readonly [list: string, row: string])[] {
  return [...path.matchAll(/\/@([^/]+)/g)].map((found) => [path.slice(0, found.index), found[1] ?? ""]);
}

function isIn(rows: ReadonlySet<string>, path: string): boolean {
  return rowsAround(path).some((row) => rows.has(row.join("/@")));
}

function once(operations: readonly Operation[]): readonly Operation[] {
  return [...new Map(operations.map((operation) => [operation[1], operation])).values()];
}

function same(one: Value, other: Value): boolean {
  return JSON.stringify(normal(one)) === JSON.stringify(normal(other));
}
