/** From the fields and rows of a dossier to the nested JSON that its form describes, and back to paths. */

import type { Value } from "../sync/packing";
import { type Form, fieldOf, templateOf } from "./dialect";
import { type RowIds, type Values, visible } from "./visible";

/** What stands in a dossier: the value shown at each path, and the visible rows of each list in order. */
export interface View {
  readonly values: Values;
  readonly rows: RowIds;
}

/** A dossier as the store shows it; only this much of it is needed here. */
interface Shown {
  readonly fields: ReadonlyMap<string, { readonly entries: readonly { readonly value: Value }[] }>;
  readonly rows: ReadonlyMap<string, readonly { readonly id: string; readonly visible: boolean }[]>;
}

export type Json = Value | Json[] | { [name: string]: Json };

/** The answers to what the form asks, nested as its schema has them. */
export interface Answers {
  readonly data: { [name: string]: Json };
  /** JSON pointer of each array in `data` → the row ids of its elements. */
  readonly rows: RowIds;
  /** The same by the path of each list that is asked. */
  readonly lists: RowIds;
  /** What is asked, by path, with its answer or null. */
  readonly asked: Values;
  /** Paths with a value of which the form knows nothing, sorted. */
  readonly unknown: readonly string[];
}

/** What both languages take for white space around a text. Their own ideas of it differ. */
const BLANKS = /^[ \t\n\r\u00a0]+|[ \t\n\r\u00a0]+$/g;

/** One more than any form allows in a list: what a hostile dossier has beyond that cannot make it more wrong. */
const ROWS_MAX = 101;

type Places = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Only visible rows and questions that are asked; texts NFC and trimmed; null and "" are no answer.
 * Of a field in conflict the value shown first is taken: whether the conflict matters is asked elsewhere.
 */
export function assemble(form: Form, view: View): Answers {
  const values = new Map([...view.values].map(([path, value]) => [path, normal(value)] as const));
  const lists = new Map([...view.rows].map(([path, ids]) => [path, ids.slice(0, ROWS_MAX)] as const));
  const asked = visible(form, values, lists);
  const places = placesOf(lists);
  const data: { [name: string]: Json } = {};
  const rows = new Map<string, readonly string[]>();
  for (const [path, answer] of asked) {
    const pointer = pointerOf(path, places);
    const ids = lists.get(path) ?? [];
    if (fieldOf(form, path)?.row === undefined) {
      if (answer !== null) put(data, pointer, answer);
    } else if (ids.length > 0) {
      rows.set(pointer.join(""), ids);
      put(
        data,
        pointer,
        ids.map(() => ({})),
      );
    }
  }
  const unknown = [...values.keys()].filter(
    (path) => values.get(path) !== null && !isKnown(form, path) && allRowsIn(path, places),
  );
  const asksFor = [...lists].filter(([path]) => asked.has(path));
  return { data, rows, lists: new Map(asksFor), asked, unknown: unknown.sort() };
}

export function viewOf(dossier: Shown): View {
  const values = new Map<string, Value>();
  for (const [path, { entries }] of dossier.fields) {
    if (entries[0] !== undefined) values.set(path, entries[0].value);
  }
  const rows = new Map(
    [...dossier.rows].map(([path, all]) => [path, all.filter((row) => row.visible).map((row) => row.id)]),
  );
  return { values, rows };
}

/** A value as it is validated. A text that is empty once trimmed is no answer. */
export function normal(value: Value): Value {
  if (typeof value !== "string") return value;
  const text = value.normalize("NFC").replace(BLANKS, "");
  return text === "" ? null : text;
}

/** The path of a JSON pointer into `answers.data`, whether something stands there or is missing. */
export function pathOf(answers: Answers, pointer: readonly string[]): string {
  let seen = "";
  let path = "";
  for (const name of pointer) {
    const rows = answers.rows.get(seen);
    path += rows === undefined ? `/${name}` : `/@${rows[Number(name)]}`;
    seen += `/${name}`;
  }
  return path;
}

/** Of some conflicts, those that must be settled before the dossier can be handed in. */
export function criticalPaths(form: Form, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => form.ui.fields[templateOf(path)]?.critical === true);
}

function placesOf(rows: RowIds): Places {
  return new Map([...rows].map(([path, ids]) => [path, new Map(ids.map((id, place) => [id, place]))]));
}

/** The JSON pointer of a path, each part with its slash: row ids become places in their lists. */
function pointerOf(path: string, places: Places): readonly string[] {
  let seen = "";
  return path
    .split("/")
    .slice(1)
    .map((name) => {
      const list = places.get(seen);
      seen += `/${name}`;
      return name.startsWith("@") ? `/${list?.get(name.slice(1))}` : `/${name}`;
    });
}

function put(data: { [name: string]: Json }, pointer: readonly string[], value: Json): void {
  let place = data;
  for (const part of pointer.slice(0, -1)) {
    const name = part.slice(1);
    // An array is indexed by its place here, which reads the same.
    place[name] ??= {};
    place = place[name] as { [name: string]: Json };
  }
  place[(pointer.at(-1) ?? "").slice(1)] = value;
}

function isKnown(form: Form, path: string): boolean {
  const field = fieldOf(form, path);
  return field !== undefined && field.row === undefined;
}

/** Whether every row on the way is there: what lies beneath a removed one is no answer. */
function allRowsIn(path: string, places: Places): boolean {
  let seen = "";
  for (const name of path.split("/").slice(1)) {
    if (name.startsWith("@") && places.get(seen)?.has(name.slice(1)) !== true) return false;
    seen += `/${name}`;
  }
  return true;
}
