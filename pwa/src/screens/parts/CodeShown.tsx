/** A code on the screen and on paper, this once: large, in groups, with how to use it. */

import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import type { FreshCode } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { devicesWords } from "../../words/devices";
import { fullMoment } from "../../words/time";

interface Props {
  readonly code: FreshCode;
  readonly onDone: () => void;
}

export function CodeShown({ code: { person, code, expires }, onDone }: Props) {
  const words = devicesWords.value;
  return (
    <Card as="section" labelledBy="fresh-code" needsYou>
      <h2 id="fresh-code">{words.codeFor(person)}</h2>
      <p class="fresh-code">
        {code.split(/(?<=-)/).map((group) => (
          <span key={group}>{group}</span>
        ))}
      </p>
      <p>{words.codeHow(`${location.origin}/vao`)}</p>
      <p>{words.codeUntil(fullMoment(expires))}</p>
      <p class="no-print">{words.codeOnce}</p>
      <div class="buttons">
        <Button icon="print" onPress={() => print()}>
          {commonWords.value.print}
        </Button>
        <Button icon="check" onPress={onDone}>
          {words.codeDone}
        </Button>
      </div>
    </Card>
  );
}
