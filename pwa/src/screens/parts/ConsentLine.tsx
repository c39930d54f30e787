/** How it stands with a dossier of somebody who is helped: with the authority, or, where it is over, with the consent. */

import type { Assisted } from "../../store/assisted";
import type { DossierCard } from "../../store/cardOf";
import { StatePill } from "../../ui/StatePill";
import { helpingWords } from "../../words/helping";
import { date } from "../../words/time";
import { consentNow, overBy } from "./assistedNow";
import { StandingLine } from "./StandingLine";

interface Props {
  readonly card: DossierCard;
  readonly assisted: Assisted;
}

export function ConsentLine({ card, assisted }: Props) {
  const words = helpingWords.value;
  const over = overBy(card);
  if (over === null) {
    return (
      <>
        <StandingLine card={card} />
        {consentNow(assisted) === "open" && <p class="small">{words.until(date(assisted.expires))}</p>}
      </>
    );
  }
  return (
    <>
      <p class="standing">
        <StatePill tone="mend" icon="close" large>
          {words.standings[over]}
        </StatePill>
      </p>
      <p>{words.standingHints[over]}</p>
      {!card.synced && <p>{words.keptUnsent}</p>}
    </>
  );
}
