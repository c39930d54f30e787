/** What a carrying over emptied: the answers that stood before at places that the newer form does not have. Pure. */

import type { Change } from "../sync/change";
import type { Document } from "../sync/document";
import type { Hex, Value } from "../sync/packing";

/** An answer that was given for an older version of the form. */
export interface Emptied {
  readonly path: string;
  readonly value: Value;
  readonly form: string;
}

/** What its author had seen last at each place, in the order of the places. */
export function emptiedBy(document: Document, id: Hex, { operations }: Change): readonly Emptied[] {
  const isEmptied = (path: string) =>
    operations.some(
      ([kind, at, row]) =>
        (kind === "set" && at === path && row === null) ||
        (kind === "remove" && path.startsWith(`${at}/@${String(row)}/`)),
    );
  const stood = new Map<string, Emptied>();
  for (const other of document.order()) {
    if (!document.saw(id, other)) continue;
    const { operations: before = [], schema = "" } = document.applied(other) ?? {};
    for (const operation of before) {
      if (operation[0] !== "set" || !isEmptied(operation[1])) continue;
      const [, path, value] = operation;
      stood.set(path, { path, value, form: schema });
    }
  }
  return [...stood.values()]
    .filter(({ value }) => value !== null && value !== "")
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
