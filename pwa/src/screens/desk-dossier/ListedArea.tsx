/** Whether an area is one of those that its unit lists today; nothing where the unit lists none. */

import { dayOf } from "../../forms/days";
import { speechNow } from "../../forms/speech";
import { factsOn, isListed } from "../../forms/unitFacts";
import { useUnitFacts } from "../../forms/useUnitFacts";
import { StatePill } from "../../ui/StatePill";
import type { Json } from "../../wire.gen";
import { deskWords } from "../../words/desk";

interface Props {
  readonly area: Json;
  readonly unit: Json | undefined;
}

export function ListedArea({ area, unit }: Props) {
  const code = typeof unit === "string" ? unit : "";
  const facts = useUnitFacts(code === "" ? null : code) ?? [];
  const listed = factsOn(facts, "permit-exempt-area", dayOf(Date.now())).map(({ text }) => text);
  if (typeof area !== "string" || area.trim() === "" || listed.length === 0) return null;
  const words = deskWords.value;
  const name = speechNow().unitName(code);
  return (
    <span class="by">
      {isListed(listed, area) ? (
        <StatePill tone="done" icon="check">
          {words.areaListed(name)}
        </StatePill>
      ) : (
        <StatePill tone="wait" icon="alert">
          {words.areaUnlisted(name)}
        </StatePill>
      )}
    </span>
  );
}
