/** One mandate as it stands; what goes on can be revoked, asked once, and given once more from the bar below. */

import { Button } from "../../ui/Button";
import { StatePill } from "../../ui/StatePill";
import type { HeldMandate } from "../../wire.gen";
import { administrationWords } from "../../words/administration";
import { plainDay } from "../../words/time";

interface Props {
  readonly held: HeldMandate;
  /** Null where it cannot be revoked. */
  readonly onRevoke: (() => void) | null;
}

export function MandateRow({ held, onRevoke }: Props) {
  const words = administrationWords.value;
  const name = nameOf(held);
  const day = (each: string | null) => (each === null ? "" : plainDay(each));
  const goesOn = held.standing === "holds" || held.standing === "to-come";
  return (
    <li class="card">
      <p>
        <strong>{name}</strong>
      </p>
      <p>
        <StatePill {...looks[held.standing]}>{words.standing[held.standing]}</StatePill>
      </p>
      <p class="by">
        {words.period(day(held.begins), day(held.ends))}.{" "}
        {held.procedures === null
          ? words.allProcedures
          : `${words.procedures}: ${held.procedures.join(", ")}`}
        .
      </p>
      {goesOn && onRevoke !== null && (
        <div class="buttons">
          <Button icon="close" onPress={onRevoke}>
            {words.revoke}
            <span class="sr"> {name}</span>
          </Button>
        </div>
      )}
    </li>
  );
}

export function nameOf({ role, authority_name }: HeldMandate): string {
  const words = administrationWords.value;
  return words.roleAt(words.roles[role], authority_name);
}

const looks = {
  holds: { tone: "done", icon: "check" },
  "to-come": { tone: "wait", icon: "clock" },
  ended: { tone: "plain", icon: "clock" },
  revoked: { tone: "mend", icon: "close" },
} as const;
