/** Dossiers that helpers handed in on a card, which no officer has confirmed since. What is to be done is done at the desk. */

import type { UnconfirmedCard } from "../../wire.gen";
import { reviewWords } from "../../words/review";
import { date } from "../../words/time";
import { procedureName } from "../parts/procedureName";

export function Cards({ cards }: { readonly cards: readonly UnconfirmedCard[] }) {
  const words = reviewWords.value;
  return (
    <section aria-labelledby="cards">
      <h2 id="cards">{words.cards}</h2>
      <p>{words.cardsHint}</p>
      <ul class="plain-list">
        {cards.map((card) => (
          <li key={card.number} class="card">
            <p>
              <strong>{procedureName(card.form)}</strong>
            </p>
            <p class="number">{card.number}</p>
            <p>{words.cardBy(card.person, card.group)}</p>
            <p class="by">{words.cardSeen(card.officer, date(card.submitted))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
