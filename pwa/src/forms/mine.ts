/**
 * Between a form and what people keep about themselves: what a page may be filled in with, and what a form says that is
 * not kept yet. Pure; nothing is written or kept unless a person presses a button.
 *
 * - What belongs together, a paper's kind and its number, a home with all its parts, is offered and learnt together. A
 *   person who has begun to answer otherwise is not helped with the rest.
 * - Only what the form itself would take is offered: never half, never over an answer.
 */

import type { Kept } from "../store/mine";
import type { Value } from "../sync/packing";
import { type Answers, assemble, normal, type View } from "./assemble";
import type { Form } from "./dialect";
import { validate } from "./validate";
import { type Values, visible } from "./visible";

export interface Asking {
  readonly form: Form;
  readonly view: View;
  /** The paths that have two answers. */
  readonly conflicts: readonly string[];
  readonly today: string;
}

/** Fields that stand or fall together, by path, each with its name in `mine`. */
type Group = ReadonlyMap<string, string>;

const HOME = "home";
const COMPANY = "ma_so_thue";

/** What of these paths may be filled in as things stand, in the order of the form. */
export function offered(asking: Asking, paths: readonly string[], kept: Kept): Values {
  const { form, view, today } = asking;
  if (kept.size === 0 || isForAnother(asking, kept)) return new Map();
  const here = groupsOf(form).filter((group) => paths.some((path) => group.has(path)));
  const found = here.map((group) => offeredIn(asking, group, kept)).filter(({ size }) => size > 0);
  if (found.length === 0) return new Map();
  const whole = laidOver(
    view,
    found.flatMap((group) => [...group]),
  );
  const faulty = faultyPaths(form, whole, today);
  const good = found.filter((group) => ![...group.keys()].some((path) => faulty.has(path)));
  return new Map(good.flatMap((group) => [...group]).filter(([path]) => paths.includes(path)));
}

/**
 * What a form says about the one who filled it in and is kept otherwise or not at all, by its names; null for what is no
 * longer so. `mine`: the form by which people keep it.
 */
export function learnt(form: Form, answers: Answers, kept: Kept, mine: Form, today: string): Kept {
  const said = new Map(
    [...named(form)].map(([path, name]) => [name, answers.asked.get(path) ?? null] as const),
  );
  // A company's name and address are nobody's own.
  if (said.get("identity.type") === COMPANY) return new Map();
  const groups = [...singles(said), identityIn(said, kept), homeIn(said, kept)].map(
    (group) => new Map([...group].filter(([name, value]) => value !== (kept.get(name) ?? null))),
  );
  const view = viewOfKept(mine, new Map([...kept, ...groups.flatMap((group) => [...group])]));
  const faulty = faultyPaths(mine, view, today);
  const unfit = new Set([...named(mine)].flatMap(([path, name]) => (faulty.has(path) ? [name] : [])));
  return new Map(
    groups
      .filter((group) => ![...group.keys()].some((name) => unfit.has(name)))
      .flatMap((group) => [...group]),
  );
}

/** What is kept, as the answers of the form by which people keep it. */
export function viewOfKept(mine: Form, kept: Kept): View {
  return {
    values: new Map([...named(mine)].map(([path, name]) => [path, kept.get(name) ?? null])),
    rows: new Map(),
  };
}

/** By path, the name of each thing that a form asks about the one who fills it in. */
export function named(form: Form): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(form.ui.fields).flatMap(([path, { mine }]) => (mine === undefined ? [] : [[path, mine]])),
  );
}

function groupsOf(form: Form): readonly Group[] {
  const groups = new Map<string, Map<string, string>>();
  for (const [path, name] of named(form)) {
    const key = groupOf(name);
    groups.set(key, (groups.get(key) ?? new Map<string, string>()).set(path, name));
  }
  return [...groups.values()];
}

/** Whether somebody lives there for good is said of one address only. */
function groupOf(name: string): string {
  const [first = ""] = name.split(".");
  return first === "address" || first === "residence" ? HOME : first;
}

/** A form that names somebody else is filled in for them. */
function isForAnother({ form, view }: Asking, kept: Kept): boolean {
  const mine = kept.get("name");
  if (typeof mine !== "string") return false;
  const names = [...named(form)].filter(([, name]) => name === "name").map(([path]) => view.values.get(path));
  return names.some(
    (name) => typeof name === "string" && normal(name) !== null && plain(name) !== plain(mine),
  );
}

function plain(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}

function offeredIn({ form, view, conflicts }: Asking, group: Group, kept: Kept): Values {
  if (!fitsShape([...group.values()], kept)) return new Map();
  const own = new Map([...group].map(([path, name]) => [path, kept.get(name) ?? null]));
  const whole = laidOver(view, [...own]);
  const asked = visible(form, whole.values, whole.rows);
  const parts = [...own].filter(([path]) => asked.has(path));
  const isOurs = parts.every(
    ([path, value]) => normal(asked.get(path) ?? null) === value && !conflicts.includes(path),
  );
  if (!isOurs) return new Map();
  return new Map(parts.filter(([path, value]) => value !== null && answerAt(view, path) === null));
}

/** A field of its own for the number is for the twelve digits, and an address without `outside` is in the city. */
function fitsShape(names: readonly string[], kept: Kept): boolean {
  if (names.includes("identity.number") && !names.includes("identity.type"))
    return kept.get("identity.type") === "can_cuoc";
  if (names.includes("address.unit") && !names.includes("address.outside"))
    return kept.get("address.outside") === false;
  return true;
}

/** Only where nothing is answered, asked for at the moment or not. */
function laidOver(view: View, news: readonly (readonly [string, Value])[]): View {
  const free = news.filter(([path]) => answerAt(view, path) === null);
  return { values: new Map([...view.values, ...free]), rows: view.rows };
}

function answerAt({ values }: View, path: string): Value {
  return normal(values.get(path) ?? null);
}

/** Where something is wrong, what is merely missing aside. */
function faultyPaths(form: Form, view: View, today: string): ReadonlySet<string> {
  const errors = validate(form, assemble(form, view), today);
  return new Set(errors.flatMap(([path, keyword]) => (keyword === "required" ? [] : [path])));
}

function singles(said: Kept): readonly Kept[] {
  const alone = [...said].filter(([name, value]) => value !== null && groupOf(name) === name);
  return alone.map((one) => new Map([one]));
}

/** "None" says nothing of a paper that is kept: today it may only be out of reach. */
function identityIn(said: Kept, kept: Kept): Kept {
  const number = said.get("identity.number") ?? null;
  const type = said.has("identity.type") ? (said.get("identity.type") ?? null) : "can_cuoc";
  if (number !== null && type !== null)
    return new Map([
      ["identity.type", type],
      ["identity.number", number],
    ]);
  const isNew = type === "khong_co" && (kept.get("identity.type") ?? null) === null;
  return isNew ? new Map([["identity.type", type]]) : new Map();
}

/** A whole address, in place of the one that was kept: of the old one nothing stays beside the new. */
function homeIn(said: Kept, kept: Kept): Kept {
  const at = (name: string): Value => said.get(name) ?? null;
  const outside = said.has("address.outside") ? at("address.outside") : false;
  const core: Kept = new Map(
    outside === true
      ? [["address.elsewhere", at("address.elsewhere")]]
      : [
          ["address.unit", at("address.unit")],
          ["address.street", at("address.street")],
        ],
  );
  if (outside === null || [...core.values()].includes(null)) return new Map();
  const isKnown =
    kept.get("address.outside") === outside && [...core].every(([name, value]) => kept.get(name) === value);
  const before = (name: string): Value => (isKnown ? (kept.get(name) ?? null) : null);
  return new Map<string, Value>([
    ["address.outside", outside],
    ["address.unit", null],
    ["address.street", null],
    ["address.elsewhere", null],
    ...core,
    ["address.legacy", at("address.legacy") ?? before("address.legacy")],
    ["residence.type", at("residence.type") ?? before("residence.type")],
  ]);
}
