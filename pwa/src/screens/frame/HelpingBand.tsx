/** On every screen of a dossier that is filled in for somebody else: for whom, and what it costs. */

import "../parts/helping.css";
import type { DossierCard } from "../../store/cardOf";
import { helpingWords } from "../../words/helping";
import { HelpingLine } from "../parts/HelpingLine";
import { procedureOf } from "../parts/procedureName";

export function HelpingBand({ card }: { readonly card: DossierCard }) {
  return (
    <HelpingLine
      who={helpingWords.value.helpingNow(card.title === "" ? card.number : card.title)}
      fee={procedureOf(card.form)?.fee}
    />
  );
}
