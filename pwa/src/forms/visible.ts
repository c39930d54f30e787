/** What is asked: conditions over the answers so far. The twin of backend/forms/visible.py. */

import type { Value } from "../sync/packing";
import { type Condition, type Form, fieldOf, inRowsOf } from "./dialect";

export type Values = ReadonlyMap<string, Value>;
export type RowIds = ReadonlyMap<string, readonly string[]>;

/**
 * The paths that are asked, in order, each with its answer or null; a repeating group has null.
 * An answer to a question that is no longer asked counts neither here nor in the conditions that follow.
 */
export function visible(form: Form, values: Values, rows: RowIds): Values {
  const asked = new Map<string, Value>();
  for (const [template, field] of Object.entries(form.ui.fields)) {
    for (const path of instances(template, asked, rows)) {
      if (field.visible === undefined || holds(field.visible, path, asked)) {
        asked.set(path, field.row === undefined ? (values.get(path) ?? null) : null);
      }
    }
  }
  return asked;
}

/** Whether a condition is met for the field at `path`. */
export function holds(condition: Condition, path: string, asked: Values): boolean {
  if ("all" in condition) return condition.all.every((each) => holds(each, path, asked));
  if ("any" in condition) return condition.any.some((each) => holds(each, path, asked));
  const answer = asked.get(inRowsOf(path, condition.field)) ?? null;
  if ("in" in condition) return condition.in.some((each) => each === answer);
  if ("is" in condition) return condition.is === answer;
  return answer !== null;
}

/** Whether an answer must be given to the field at `path` as things stand. */
export function isRequired(form: Form, path: string, asked: Values): boolean {
  const required = fieldOf(form, path)?.required ?? false;
  return typeof required === "boolean" ? required : holds(required, path, asked);
}

/** The paths of `/items/@/title`: one for each row of each group around it that is asked. */
export function instances(template: string, asked: Values, rows: RowIds): readonly string[] {
  if (!template.includes("/@")) return [template];
  let paths: readonly string[] = [""];
  for (const name of template.split("/").slice(1)) {
    paths =
      name === "@"
        ? paths.flatMap((path) =>
            asked.has(path) ? (rows.get(path) ?? []).map((row) => `${path}/@${row}`) : [],
          )
        : paths.map((path) => `${path}/${name}`);
  }
  return paths;
}
