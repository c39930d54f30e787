/** The place of the line that says who is helped; fetched with the first such dossier. */

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { loadScreen } from "../../platform/lazy";
import type { DossierCard } from "../../store/cardOf";
import { cards } from "../../store/cards";
import { shown } from "../../ui/router";

type Band = ComponentType<{ readonly card: DossierCard }>;

const band = signal<{ readonly Band: Band } | null>(null);

export function Helping() {
  const document = shown.value?.params.document;
  const card = cards.value?.find((each) => each.document === document);
  if (document === undefined || card?.assisted == null) return null;
  if (band.value === null) {
    void loadScreen(() => import("./HelpingBand")).then(
      (found) => (band.value = { Band: found.HelpingBand }),
    );
    return null;
  }
  return <band.value.Band card={card} />;
}
