/** Answers that another device wrote on an older form: they are carried over first, and chosen between then. */

import { fieldOf } from "../../forms/dialect";
import { Band } from "../../ui/Band";
import { newFormWords } from "../../words/newForm";
import type { OpenedDossier } from "../parts/useDossier";

export function OldAnswers({ opened }: { readonly opened: OpenedDossier }) {
  const words = newFormWords.value;
  const { card, conflicts } = opened.view.value;
  if (!conflicts.some((path) => isOfOldForm(opened, path))) return null;
  return (
    <Band icon="alert" action={<a href={`/ho-so/${card.document}/mau-moi`}>{words.look}</a>}>
      {words.waitingLate}
    </Band>
  );
}

/** The dossier's form does not ask this, and somebody answered it on an older one. */
export function isOfOldForm({ form, view }: OpenedDossier, path: string): boolean {
  if (form === null || fieldOf(form, path) !== undefined) return false;
  return view.value.fields.get(path)?.entries.some((entry) => entry.form !== form.id) ?? false;
}
