/** One answer as somebody gave it: the value in large type, under who, when and where. */

import type { ComponentChildren } from "preact";
import type { Field } from "../../forms/dialect";
import type { FieldEntry } from "../../store/dossiers";
import { Card } from "../../ui/Card";
import { answersWords } from "../../words/answers";
import { commonWords } from "../../words/common";
import { moment } from "../../words/time";
import { answerSaid } from "../parts/answerSaid";
import { deviceName } from "../parts/deviceName";

interface Props {
  readonly id: string;
  readonly entry: FieldEntry;
  readonly known: Field | undefined;
  readonly title?: string;
  readonly children?: ComponentChildren;
}

export function AnswerCard({ id, entry, known, title, children }: Props) {
  const words = answersWords.value;
  const when = moment(entry.timeMs, Date.now(), commonWords.value);
  return (
    <Card>
      <div id={id}>
        {title !== undefined && <h3>{title}</h3>}
        <p class="small">{words.who(deviceName(entry, words), when)}</p>
        <p class="value">{answerSaid(known, entry.value) || words.empty}</p>
      </div>
      {children}
    </Card>
  );
}
