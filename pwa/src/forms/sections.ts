/** How far each section of a form is, and which question is open. What the overview says, before any words. */

import type { FormError } from "../wire.gen";
import type { Answers } from "./assemble";
import { type Form, fieldOf, type Section } from "./dialect";
import type { Mending } from "./mending";
import { type Page, pagesNow } from "./steps";
import type { Values } from "./visible";

/** "skippable": nothing is written there, and nothing has to be. */
export type SectionState =
  | { readonly kind: "done" | "untouched" | "skippable" | "mend" }
  | { readonly kind: "open"; readonly pages: number };

export interface AskedSection {
  readonly section: Section;
  readonly index: number;
  readonly pages: readonly [Page, ...Page[]];
}

export interface SectionNow extends AskedSection {
  readonly state: SectionState;
  /** Where it leads: the first page that is open, else its first. */
  readonly first: string;
}

/** Those of which something is asked now, in the order of the form. */
export function askedSections(form: Form, asked: Values): readonly AskedSection[] {
  const all = pagesNow(form, asked);
  return form.ui.sections.flatMap((section, index) => {
    const [page, ...more] = all.filter(({ sectionIndex }) => sectionIndex === index);
    return page === undefined ? [] : [{ section, index, pages: [page, ...more] }];
  });
}

export function sectionsNow(form: Form, answers: Answers, mending: Mending): readonly SectionNow[] {
  return askedSections(form, answers.asked).map((each) => {
    const first = each.pages.find((page) => isOpen(page, mending)) ?? each.pages[0];
    return { ...each, first: first.id, state: stateOf(form, answers, each.pages, mending) };
  });
}

/** The first page on which something is to be mended; null where the answers can be looked over. */
export function firstOpen(form: Form, answers: Answers, mending: Mending): string | null {
  return pagesNow(form, answers.asked).find((page) => isOpen(page, mending))?.id ?? null;
}

/** A form of one section needs no overview. */
export function hasOverview(form: Form): boolean {
  return form.ui.sections.length > 1;
}

function stateOf(form: Form, answers: Answers, pages: readonly Page[], mending: Mending): SectionState {
  const open = pages.filter((page) => isOpen(page, mending));
  const touched = pages.some((page) => page.paths.some((path) => isAnswered(form, answers, path)));
  if (!touched) return { kind: open.length === 0 ? "skippable" : "untouched" };
  if (open.length === 0) return { kind: "done" };
  const { errors, critical } = mending;
  const isGap = ([path, keyword]: FormError) => keyword === "minItems" || !isAnswered(form, answers, path);
  const isOnlyGaps = open.every(
    (page) =>
      errors.filter(([path]) => isOn(page, path)).every(isGap) && !critical.some((path) => isOn(page, path)),
  );
  return isOnlyGaps ? { kind: "open", pages: open.length } : { kind: "mend" };
}

function isOpen(page: Page, { errors, critical }: Mending): boolean {
  return errors.some(([path]) => isOn(page, path)) || critical.some((path) => isOn(page, path));
}

/** On the page itself, or in a row of its list. */
function isOn(page: Page, path: string): boolean {
  return page.paths.some((each) => path === each || path.startsWith(`${each}/@`));
}

function isAnswered(form: Form, answers: Answers, path: string): boolean {
  if (fieldOf(form, path)?.row === undefined) return (answers.asked.get(path) ?? null) !== null;
  return (answers.lists.get(path)?.length ?? 0) > 0;
}
