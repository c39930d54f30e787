/** What a dossier says, in the order in which the form asks it: sections, lines, and rows with lines of their own. Pure. */

import type { View } from "../../forms/assemble";
import { type Field, type Form, inRowsOf } from "../../forms/dialect";
import { nameAway } from "../../forms/toldApart";
import { visible } from "../../forms/visible";
import type { Language } from "../../store/settings";

export interface Line {
  readonly path: string;
  readonly label: string;
  readonly field: Field;
}

export interface RowOfLines {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly Line[];
}

/** A line of answers, or a group of rows. */
export type Item =
  | { readonly kind: "line"; readonly line: Line }
  | {
      readonly kind: "rows";
      readonly path: string;
      readonly label: string;
      readonly rows: readonly RowOfLines[];
    };

export interface Part {
  readonly title: string;
  readonly items: readonly Item[];
}

/** Only what is asked as things stand; what a later answer has made pointless is left out. */
export function summary(form: Form, view: View, language: Language): readonly Part[] {
  const asked = visible(form, view.values, view.rows);
  const parts = form.ui.sections.map((section) => ({
    title: section.title[language],
    items: section.steps.flatMap((step) =>
      itemsOf(form, view, step.fields, language, (path) => asked.has(path)),
    ),
  }));
  return parts.filter((part) => part.items.length > 0);
}

function itemsOf(
  form: Form,
  view: View,
  paths: readonly string[],
  language: Language,
  isAsked: (path: string) => boolean,
): readonly Item[] {
  const items: Item[] = [];
  for (const path of paths) {
    const field = form.ui.fields[path];
    if (field === undefined || !isAsked(path)) continue;
    const label = nameAway(form, path, language);
    if (field.row === undefined) {
      items.push({ kind: "line", line: { path, label, field } });
      continue;
    }
    const templates = field.row.steps.flatMap((step) => step.fields);
    const ids = view.rows.get(path) ?? [];
    const name = field.row.name[language];
    const rows = ids.map((id, index) => {
      const lines = templates.flatMap((template) => {
        const inRow = inRowsOf(`${path}/@${id}`, template);
        const own = form.ui.fields[template];
        return own === undefined || !isAsked(inRow)
          ? []
          : [{ path: inRow, label: nameAway(form, inRow, language), field: own }];
      });
      return { id, name: `${name} ${index + 1}`, lines };
    });
    items.push({ kind: "rows", path, label, rows });
  }
  return items;
}
