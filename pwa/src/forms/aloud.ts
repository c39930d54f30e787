/** What is read aloud of a page: the question, its hint, what each answer is called and may be. Never an answer. */

import { type Field, type Form, fieldOf } from "./dialect";
import type { Speech } from "./format";
import type { Page } from "./steps";
import { isRequired, type Values } from "./visible";

export function aloud(form: Form, asked: Values, page: Page, speech: Speech): readonly string[] {
  const { language } = speech;
  const { question, hint } = page.step;
  const fields = page.paths.flatMap((path) => {
    const field = fieldOf(form, path);
    return field === undefined ? [] : saidOf(field, isRequired(form, path, asked), speech);
  });
  const said = [question[language], hint?.[language] ?? "", ...fields];
  // Where a page has one field, its label often repeats the question.
  return said.filter((sentence, index) => sentence !== "" && said.indexOf(sentence) === index);
}

function saidOf(field: Field, isMust: boolean, { language, fields: words }: Speech): readonly string[] {
  const label = field.label[language];
  return [
    isMust ? label : `${label}, ${words.optional}`,
    field.hint?.[language] ?? "",
    // A list to search in may be hundreds of names long.
    ...(field.widget === "choice" ? (field.options ?? []).map((option) => option.label[language]) : []),
    field.widget === "promise" ? words.atDesk : "",
    field.row?.add[language] ?? "",
  ];
}
