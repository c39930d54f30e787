/** A dossier of somebody else once it is out of the helper's hands: how it stands, what is asked, when it is due. No answer. */

import "../parts/helping.css";
import type { Form } from "../../forms/dialect";
import type { Assisted } from "../../store/assisted";
import type { DossierView } from "../../store/dossiers";
import { Band } from "../../ui/Band";
import { LinkButton } from "../../ui/LinkButton";
import { helpingWords } from "../../words/helping";
import { date } from "../../words/time";
import { ConsentLine } from "../parts/ConsentLine";
import { AskedFor } from "./AskedFor";
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
        {assisted.confirmed !== null && <p>{words.confirmed}</p>}
        {assisted.confirmed === null && assisted.mode === "card" && <p>{words.toConfirm}</p>}
        {card.due !== null && <p>{words.due(date(card.due))}</p>}
      </section>
      {quarantined.length > 0 && <Band icon="alert">{words.keptForHuman}</Band>}
      <AskedFor view={view} form={form} />
      <NumberBox number={card.number} />
      <LinkButton href="/giup" weight={assisted.reopened.length > 0 ? "secondary" : "primary"}>
        {words.title}
      </LinkButton>
    </>
  );
}
