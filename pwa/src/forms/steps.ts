/** Which page of the form comes next. A page of a row has the id `<step>.<row>.<step of the row>`. */

import type { Form, RowSteps, Step } from "./dialect";
import { inRowsOf, templateOf } from "./dialect";
import type { Values } from "./visible";

/** One page as it is asked now: the step, its place among the others, and the row that it belongs to. */
export interface Page {
  readonly id: string;
  readonly step: Step;
  /** The paths on this page that are asked, in order. */
  readonly paths: readonly string[];
  readonly number: number;
  readonly count: number;
  readonly sectionIndex: number;
  readonly row?: RowPlace;
}

export interface RowPlace {
  /** The page of the list, to which the last page of the row returns. */
  readonly listPage: string;
  readonly list: string;
  readonly id: string;
  readonly steps: RowSteps;
}

/** The pages of the form as things stand, those of rows left out: their list is one page. */
export function pagesNow(form: Form, asked: Values): readonly Page[] {
  const pages = form.ui.sections.flatMap((section, sectionIndex) =>
    section.steps.map((step) => ({
      step,
      sectionIndex,
      paths: step.fields.filter((path) => asked.has(path)),
    })),
  );
  const open = pages.filter(({ paths }) => paths.length > 0);
  return open.map((page, index) => ({ ...page, id: page.step.id, number: index + 1, count: open.length }));
}

/** The page of an id; null if there is none now: the question is no longer asked, or the row is gone. */
export function pageOf(form: Form, asked: Values, id: string): Page | null {
  const [listPage = "", row = "", stepId = ""] = id.split(".");
  const page = pagesNow(form, asked).find((each) => each.id === listPage);
  if (page === undefined || row === "") return page ?? null;
  return rowPages(form, asked, page, row).find((each) => each.step.id === stepId) ?? null;
}

/** The pages of one row of the list on `page`. */
export function rowPages(form: Form, asked: Values, page: Page, row: string): readonly Page[] {
  const list = page.paths.find((path) => form.ui.fields[templateOf(path)]?.row !== undefined);
  const steps = list === undefined ? undefined : form.ui.fields[templateOf(list)]?.row;
  if (list === undefined || steps === undefined) return [];
  const place: RowPlace = { listPage: page.id, list, id: row, steps };
  const pages = steps.steps.map((step) => ({
    step,
    paths: step.fields.map((path) => inRowsOf(`${list}/@${row}`, path)).filter((path) => asked.has(path)),
  }));
  const open = pages.filter(({ paths }) => paths.length > 0);
  return open.map((each, index) => ({
    ...each,
    id: `${page.id}.${row}.${each.step.id}`,
    number: index + 1,
    count: open.length,
    sectionIndex: page.sectionIndex,
    row: place,
  }));
}

/** The page after this one; null after the last, when the answers are checked. The last page of a row leads to its list. */
export function pageAfter(form: Form, asked: Values, page: Page): string | null {
  return neighbour(form, asked, page, 1);
}

/** The page before this one; null before the first. */
export function pageBefore(form: Form, asked: Values, page: Page): string | null {
  return neighbour(form, asked, page, -1);
}

function neighbour(form: Form, asked: Values, page: Page, by: number): string | null {
  const pages = pagesNow(form, asked);
  const list = page.row === undefined ? undefined : pages.find((each) => each.id === page.row?.listPage);
  const around =
    page.row === undefined || list === undefined ? pages : rowPages(form, asked, list, page.row.id);
  // Looked up by id: an answer on this page may have opened or closed others.
  const index = around.findIndex((each) => each.id === page.id);
  return around[index + by]?.id ?? list?.id ?? null;
}

/** The page on which a path is asked, where an error or an answer links to; null for one that is asked at the end. */
export function pageWith(form: Form, asked: Values, path: string): string | null {
  for (const page of pagesNow(form, asked)) {
    if (page.paths.includes(path)) return page.id;
    const list = page.paths.find((each) => path.startsWith(`${each}/@`));
    const row = list === undefined ? undefined : path.slice(list.length + 2).split("/")[0];
    if (row === undefined) continue;
    return rowPages(form, asked, page, row).find((each) => each.paths.includes(path))?.id ?? page.id;
  }
  return null;
}
