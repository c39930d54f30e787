/** One fact as it stands: what it says, since when and until when, who wrote it; and what can be done with it. */

import { Button } from "../../ui/Button";
import type { UnitFact } from "../../wire.gen";
import { fullMoment, plainDay } from "../../words/time";
import { unitWords } from "../../words/unit";
import { changing } from "./editing";
import { begin, editing } from "./facts";
import { useReturned } from "./returning";

interface Props {
  readonly fact: UnitFact;
  readonly today: string;
}

export function FactRow({ fact, today }: Props) {
  const words = unitWords.value;
  const { text, begins, person, written } = fact;
  return (
    <>
      <h3 lang="vi">{text}</h3>
      <p>
        {periodOf(fact)} {begins > today && <span class="mark wait">{words.toCome}</span>}
        <span class="by">{words.by(person, fullMoment(written))}</span>
      </p>
      {/* One at a time: what is being written is not left for another. */}
      {editing.value === null && <ToDo fact={fact} today={today} />}
    </>
  );
}

export function periodOf({ begins, ends }: UnitFact): string {
  return unitWords.value.period(plainDay(begins), ends === null ? "" : plainDay(ends));
}

function ToDo({ fact, today }: Props) {
  const words = unitWords.value;
  const { fact: id, text, ends } = fact;
  useReturned(id, `${id}-change`);
  const named = <span class="sr"> {text}</span>;
  return (
    <div class="buttons">
      <Button id={`${id}-change`} icon="pencil" onPress={() => begin(changing(fact, "all"))}>
        {words.change}
        {named}
      </Button>
      {(ends === null || ends >= today) && (
        <Button icon="close" onPress={() => begin(changing(fact, "stop"))}>
          {words.stop}
          {named}
        </Button>
      )}
    </div>
  );
}
