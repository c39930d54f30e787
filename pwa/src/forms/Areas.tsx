/**
 * Beneath a box for an area: those that the chosen unit has published, each a press away. What is written stays a text; one
 * that is not among them casts doubt and no more, for a catalogue may be older than what the unit has decided.
 */

import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import { StatePill } from "../ui/StatePill";
import type { Filling } from "./session";
import { speechNow } from "./speech";
import { isListed } from "./unitFacts";
import { useAreas } from "./useAreas";

interface Props {
  readonly filling: Filling;
  readonly path: string;
}

export function Areas({ filling, path }: Props) {
  const areas = useAreas(filling, path);
  const { fields: words, unitName } = speechNow();
  if (areas === null) return null;
  const { unit, listed, answer, isUnlisted } = areas;
  if (listed.length === 0) return <p>{words.areasNone(unitName(unit))}</p>;
  const take = (area: string) => {
    filling.put(path, area);
    void filling.flush();
    announce(words.chosen(area));
  };
  return (
    <fieldset class="field areas">
      <legend class="label">{words.areas(unitName(unit))}</legend>
      <ul class="plain-list">
        {listed.map((area) => {
          const isTaken = isListed([area], answer);
          return (
            <li key={area}>
              <span lang="vi">{area}</span>
              <Button icon={isTaken ? "check" : undefined} pressed={isTaken} onPress={() => take(area)}>
                {words.takeArea}
                <span class="sr" lang="vi">
                  {" "}
                  {area}
                </span>
              </Button>
            </li>
          );
        })}
      </ul>
      <div class="doubt" role="status">
        {isUnlisted && <Unlisted />}
      </div>
    </fieldset>
  );
}

/** The same doubt where answers are looked over. */
export function AreaDoubt({ filling, path }: Props) {
  return useAreas(filling, path)?.isUnlisted === true ? <Unlisted /> : null;
}

function Unlisted() {
  return (
    <StatePill tone="wait" icon="alert">
      {speechNow().fields.areaUnlisted}
    </StatePill>
  );
}
