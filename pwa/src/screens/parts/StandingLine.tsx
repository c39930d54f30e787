/** The state of one dossier, large, and below it what happens next. */

import { identity } from "../../store/identity";
import { StatePill } from "../../ui/StatePill";
import { commonWords } from "../../words/common";
import { statesWords } from "../../words/states";
import { type Standing, type Stated, standing } from "./standing";

/** Reads the words, the clock and who is signed in; call it while drawing. */
export function standingNow(card: Stated): Standing {
  return standing(card, {
    words: statesWords.value,
    times: commonWords.value,
    nowMs: Date.now(),
    signedIn: identity.value.account !== null,
  });
}

export function StandingLine({ card }: { readonly card: Stated }) {
  const { tone, icon, label, next } = standingNow(card);
  return (
    <>
      <p class="standing">
        <StatePill tone={tone} icon={icon} large>
          {label}
        </StatePill>
      </p>
      <p>{next}</p>
    </>
  );
}
