/** A dossier as the hub tells it, in the shape in which forms are read. Pure. */

import type { View } from "../../forms/assemble";
import type { DeskDossier, DeskField } from "../../wire.gen";

export function byPath(fields: readonly DeskField[]): ReadonlyMap<string, DeskField> {
  return new Map(fields.map((field) => [field.path, field]));
}

export function viewOf(fields: readonly DeskField[], dossier: DeskDossier): View {
  const values = fields.flatMap(({ path, entries }) =>
    entries.slice(0, 1).map(({ value }) => [path, value] as const),
  );
  return { values: new Map(values), rows: new Map(dossier.rows.map(({ path, rows }) => [path, rows])) };
}

/** Fields that now say something else than what was handed in: [handed in, now]; undefined where there is none. */
export function changedSince(
  dossier: DeskDossier,
): readonly { readonly before: DeskField | undefined; readonly now: DeskField }[] {
  const submitted = byPath(dossier.submitted);
  return dossier.current.filter(({ late }) => late).map((now) => ({ before: submitted.get(now.path), now }));
}
