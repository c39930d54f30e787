/** The fields that a supplement opens: those that it names and those beneath, in the order of the form, and no other. Pure. */

import type { Language } from "../store/settings";
import { isAskedFor } from "../store/supplement";
import { type Form, inRowsOf, type Words } from "./dialect";
import { nameAlone } from "./toldApart";

export interface OpenQuestion {
  /** Null for what is asked at the end of a form. */
  readonly question: Words | null;
  /** Fields, whole lists, or fields of a list's rows. */
  readonly paths: readonly string[];
}

export function openQuestions({ ui }: Form, asked: readonly string[]): readonly OpenQuestion[] {
  const steps = ui.sections.flatMap(({ steps }) => steps);
  const all: readonly OpenQuestion[] = [
    ...steps.map(({ question, fields }) => ({ question, paths: fields })),
    { question: null, paths: ui.at_check },
  ];
  return all
    .map(({ question, paths }) => ({ question, paths: paths.flatMap((path) => openAt(ui, path, asked)) }))
    .filter(({ paths }) => paths.length > 0);
}

/** What the form calls them; empty where it knows none of them. */
export function namesOf(form: Form, asked: readonly string[], language: Language): readonly string[] {
  const paths = openQuestions(form, asked).flatMap(({ paths }) => paths);
  return [...new Set(paths.map((path) => nameAlone(form, path, language)))];
}

/** A field or a list as a whole; of a list that is not, what is asked for in its rows. */
function openAt(ui: Form["ui"], path: string, asked: readonly string[]): readonly string[] {
  if (isAskedFor(path, asked)) return [path];
  const rows = asked.flatMap((each) => (each.startsWith(`${path}/@`) ? rowOf(path, each) : []));
  const inRow = ui.fields[path]?.row?.steps.flatMap(({ fields }) => fields) ?? [];
  return [...new Set(rows)]
    .flatMap((row) => inRow.map((template) => inRowsOf(row, template)))
    .filter((each) => isAskedFor(each, asked));
}

function rowOf(list: string, path: string): string {
  const [row = ""] = path.slice(list.length + 1).split("/");
  return `${list}/${row}`;
}
