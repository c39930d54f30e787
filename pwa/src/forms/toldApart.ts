/** What a field is called away from its page: by its label, and where others are called so too, by its question as well. */

import type { Language } from "../store/settings";
import type { Answers } from "./assemble";
import { type Form, type Step, templateOf } from "./dialect";

/** Among the answers of its section or of its row, where those stand below one another. */
export function nameAway(form: Form, path: string, language: Language): string {
  const template = templateOf(path);
  return nameAmong(form, template, language, stepsAround(form, template));
}

/** All by itself, where it may be any answer of the form: the number of the mother's paper or of the father's. */
export function nameAlone(form: Form, path: string, language: Language): string {
  return nameAmong(form, templateOf(path), language, everyStep(form));
}

/** What is to be mended, by path. Where two sentences read alike, each says whose it is: by its row, else by its question. */
export function sentencesApart(
  form: Form,
  { rows }: Pick<Answers, "rows">,
  sentences: ReadonlyMap<string, string>,
  language: Language,
): ReadonlyMap<string, string> {
  const rowOf = (path: string) => {
    const [list = "", inRow = ""] = path.split("/@");
    const name = form.ui.fields[list]?.row?.name[language];
    const place = rows.get(list)?.indexOf(inRow.split("/")[0] ?? "") ?? -1;
    return name === undefined || place < 0 ? "" : `${name} ${place + 1}: `;
  };
  const questionOf = (path: string) => {
    const own = everyStep(form).find(({ fields }) => fields.includes(templateOf(path)));
    return own === undefined ? "" : `${own.question[language]} `;
  };
  return [rowOf, questionOf].reduce(begunWhereAlike, sentences);
}

function begunWhereAlike(
  sentences: ReadonlyMap<string, string>,
  beginning: (path: string) => string,
): ReadonlyMap<string, string> {
  const all = [...sentences.values()];
  const isAlone = (sentence: string) => all.indexOf(sentence) === all.lastIndexOf(sentence);
  return new Map(
    [...sentences].map(([path, said]) => [path, isAlone(said) ? said : `${beginning(path)}${said}`]),
  );
}

/** Pages that ask alike, as for two addresses, are told apart in all that is on them. */
function nameAmong({ ui }: Form, template: string, language: Language, steps: readonly Step[]): string {
  const labelsOn = (step: Step) => step.fields.map((each) => ui.fields[each]?.label[language]);
  const label = ui.fields[template]?.label[language] ?? template;
  const own = steps.find(({ fields }) => fields.includes(template));
  if (own === undefined) return label;
  const elsewhere = new Set(steps.filter((step) => step !== own).flatMap(labelsOn));
  return labelsOn(own).some((each) => elsewhere.has(each)) ? `${own.question[language]} ${label}` : label;
}

function stepsAround({ ui }: Form, template: string): readonly Step[] {
  const [list = "", inRow] = template.split("/@");
  if (inRow !== undefined) return ui.fields[list]?.row?.steps ?? [];
  const sections = ui.sections.map(({ steps }) => steps);
  return sections.find((steps) => steps.some(({ fields }) => fields.includes(template))) ?? [];
}

function everyStep({ ui }: Form): readonly Step[] {
  const inRows = Object.values(ui.fields).flatMap(({ row }) => row?.steps ?? []);
  return [...ui.sections.flatMap(({ steps }) => steps), ...inRows];
}
