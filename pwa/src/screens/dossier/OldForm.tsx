/** The form of a dossier has a newer version, or something was written on an older one: where to go on. */

import { toCarry } from "../../forms/wayOn";
import type { DossierView } from "../../store/dossiers";
import { numberOf } from "../../store/formName";
import { Band } from "../../ui/Band";
import { newFormWords } from "../../words/newForm";
import { useWayOn } from "../parts/useWayOn";

export function OldForm({ view }: { readonly view: DossierView }) {
  const words = newFormWords.value;
  const { form, document } = view.card;
  const way = useWayOn(form);
  if (way === null || way === "none" || toCarry(way, view) === null) return null;
  return (
    <Band icon="alert" action={<a href={`/ho-so/${document}/mau-moi`}>{words.look}</a>}>
      {numberOf(form) < numberOf(way.to.id) ? words.waiting : words.waitingLate}
    </Band>
  );
}
