/** One dossier of somebody who is helped: whose, how it stands, what is asked, when it is due. Never an answer. */

import type { DossierCard } from "../../store/cardOf";
import { Card } from "../../ui/Card";
import { dossiersWords } from "../../words/dossiers";
import { helpingWords } from "../../words/helping";
import { date } from "../../words/time";
import { ConsentLine } from "./ConsentLine";
import { procedureName } from "./procedureName";
import { standingNow } from "./StandingLine";

export function AssistedEntry({ card }: { readonly card: DossierCard }) {
  const words = helpingWords.value;
  const { assisted } = card;
  if (assisted === null) return null;
  const isAsked = assisted.reopened.length > 0;
  return (
    <Card as="li" needsYou={isAsked || standingNow(card).needsYou}>
      <h3>
        <a class="whole" href={`/ho-so/${card.document}`} lang="vi">
          {card.title === "" ? dossiersWords.value.number(card.number) : card.title}
        </a>
      </h3>
      <ConsentLine card={card} assisted={assisted} />
      {isAsked && <p>{words.asked}</p>}
      {card.due !== null && <p>{words.due(date(card.due))}</p>}
      <p class="small facts">
        <span>{procedureName(card.form)}</span>
        {card.title !== "" && <span>{dossiersWords.value.number(card.number)}</span>}
      </p>
    </Card>
  );
}
