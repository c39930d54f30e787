/** On every screen of a dossier that is filled in for somebody else: for whom, and what it costs. */

import "../parts/helping.css";
import { feeShort } from "../../forms/facts";
import type { DossierCard } from "../../store/cardOf";
import { helpingWords } from "../../words/helping";
import { procedureOf } from "../parts/procedureName";

export function HelpingBand({ card }: { readonly card: DossierCard }) {
  const words = helpingWords.value;
  const fee = procedureOf(card.form)?.fee;
  return (
    <p class="helping-line">
      <strong>{words.helpingNow(card.title)}</strong>
      <span>{words.fee(fee === undefined ? words.askDesk : feeShort(fee, words.askDesk))}</span>
    </p>
  );
}
