/** One unit as the table has it: name, what it was called before, how far away, and a map. */

import type { Unit } from "../../forms/units";
import { language } from "../../store/settings";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { helpWords } from "../../words/help";
import { kilometres } from "./distance";

interface Props {
  readonly unit: Unit;
  readonly km?: number;
}

export function UnitCard({ unit, km }: Props) {
  const words = helpWords.value;
  return (
    <Card as="li">
      <h3 lang="vi">{unit.full_name}</h3>
      {km !== undefined && <p>{words.kilometres(kilometres(km, language.value))}</p>}
      {unit.formerly !== "" && <p class="small">{words.formerly(unit.formerly)}</p>}
      <a class="row-link" href={`geo:${unit.lat},${unit.lon}?q=${unit.lat},${unit.lon}`}>
        <Icon name="pin" />
        {words.map}
        <span class="sr">{unit.full_name}</span>
      </a>
    </Card>
  );
}
