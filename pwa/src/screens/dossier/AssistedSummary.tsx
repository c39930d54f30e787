/** A dossier of somebody else once it is out of the helper's hands: how it stands, what is asked, when it is due. No answer. */

import "../parts/helping.css";
import { type Form, fieldOf } from "../../forms/dialect";
import type { Assisted } from "../../store/assisted";
import type { DossierView } from "../../store/dossiers";
import { language } from "../../store/settings";
import { Band } from "../../ui/Band";
import { LinkButton } from "../../ui/LinkButton";
import { helpingWords } from "../../words/helping";
import { date } from "../../words/time";
import { ConsentLine } from "../parts/ConsentLine";
import { NumberBox } from "./NumberBox";

interface Props {
  readonly view: DossierView;
  readonly form: Form | null;
  readonly assisted: Assisted;
}

export function AssistedSummary({ view, form, assisted }: Props) {
  const words = helpingWords.value;
  const { card, quarantined } = view;
  const handedIn = card.state === "submitted" || card.state === "received";
  return (
    <>
      <section class="now">
        <div role="status">
          <ConsentLine card={card} assisted={assisted} />
        </div>
        {handedIn && <p>{words.summaryClosed}</p>}
        {card.due !== null && <p>{words.due(date(card.due))}</p>}
      </section>
      {quarantined.length > 0 && <Band icon="alert">{words.keptForHuman}</Band>}
      {assisted.reopened.length > 0 && (
        <section aria-labelledby="asked">
          <h2 id="asked">{words.askedTitle}</h2>
          <ul>
            {assisted.reopened.map((path) => (
              <li key={path}>
                {form === null ? path : (fieldOf(form, path)?.label[language.value] ?? path)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <NumberBox number={card.number} />
      <LinkButton href="/giup" weight="primary">
        {words.title}
      </LinkButton>
    </>
  );
}
