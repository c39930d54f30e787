/** One dossier in a list: its state first, then what it is, its number, and what happens next. */

import type { ComponentChildren } from "preact";
import type { DossierCard } from "../../store/cardOf";
import { Card } from "../../ui/Card";
import { StatePill } from "../../ui/StatePill";
import { commonWords } from "../../words/common";
import { dossiersWords } from "../../words/dossiers";
import { moment } from "../../words/time";
import { procedureName } from "./procedureName";
import { standingNow } from "./StandingLine";

interface Props {
  readonly card: DossierCard;
  /** On the first screen: without when it was last touched. */
  readonly brief?: boolean;
  readonly children?: ComponentChildren;
}

export function DossierEntry({ card, brief = false, children }: Props) {
  const words = dossiersWords.value;
  const { tone, icon, label, next, needsYou } = standingNow(card);
  const updated = moment(card.updatedMs, Date.now(), commonWords.value);
  return (
    <Card as="li" needsYou={needsYou && !card.discarded}>
      <h3>
        <a class="whole" href={`/ho-so/${card.document}`} lang={card.title === "" ? undefined : "vi"}>
          {card.title === "" ? procedureName(card.form) : card.title}
        </a>
      </h3>
      <p class="standing">
        <StatePill tone={tone} icon={icon} large>
          {label}
        </StatePill>
      </p>
      <p>{next}</p>
      <p class="small facts">
        {card.title !== "" && <span>{procedureName(card.form)}</span>}
        <span>{words.number(card.number)}</span>
        {!brief && <span>{words.updated(updated)}</span>}
        {card.onlyHere && <span>{words.onlyHere}</span>}
        {card.late && <span class="mark">{words.late}</span>}
      </p>
      {children}
    </Card>
  );
}
