/** Sections of questions and answers, for reading and for paper. A question with two answers shows both. */

import { StatePill } from "../../ui/StatePill";
import { dossierWords } from "../../words/dossier";
import type { Json } from "../../wire.gen";
import { answerText } from "./answerText";
import type { Item, Line, Part } from "./summary";

export interface Entry {
  readonly change: string;
  readonly value: Json;
  /** Who wrote it when; said where two answers stand. */
  readonly by?: string;
}

/** What stands at one path: the values, shown first, and whether they differ. */
export interface Stands {
  readonly entries: readonly Entry[];
  readonly conflict: boolean;
}

interface Props {
  readonly parts: readonly Part[];
  readonly fieldAt: (path: string) => Stands | undefined;
}

export function SummaryParts({ parts, fieldAt }: Props) {
  return (
    <>
      {parts.map((part) => (
        <section key={part.title}>
          <h3>{part.title}</h3>
          {part.items.map((item) => (
            <OneItem key={item.kind === "line" ? item.line.path : item.path} item={item} fieldAt={fieldAt} />
          ))}
        </section>
      ))}
    </>
  );
}

function OneItem({ item, fieldAt }: { readonly item: Item; readonly fieldAt: Props["fieldAt"] }) {
  if (item.kind === "line") return <Lines lines={[item.line]} fieldAt={fieldAt} />;
  return (
    <>
      {item.rows.length === 0 && (
        <dl class="answers">
          <div>
            <dt>{item.label}</dt>
            <dd class="unanswered">{dossierWords.value.noAnswer}</dd>
          </div>
        </dl>
      )}
      {item.rows.map((row) => (
        <section class="summary-row" key={row.id}>
          <h4>{row.name}</h4>
          <Lines lines={row.lines} fieldAt={fieldAt} />
        </section>
      ))}
    </>
  );
}

function Lines({ lines, fieldAt }: { readonly lines: readonly Line[]; readonly fieldAt: Props["fieldAt"] }) {
  return (
    <dl class="answers">
      {lines.map((line) => (
        <div key={line.path}>
          <dt>{line.label}</dt>
          <AnswerOf line={line} standing={fieldAt(line.path)} />
        </div>
      ))}
    </dl>
  );
}

function AnswerOf({ line, standing }: { readonly line: Line; readonly standing: Stands | undefined }) {
  const words = dossierWords.value;
  const [first] = standing?.entries ?? [];
  const shown = standing?.conflict === true ? standing.entries : standing?.entries.slice(0, 1);
  if (first === undefined) return <dd class="unanswered">{words.noAnswer}</dd>;
  return (
    <>
      {shown?.map((entry) => (
        <dd key={entry.change}>
          {answerText(line.field, entry.value) || words.noAnswer}
          {standing?.conflict === true && entry.by !== undefined && <span class="by">{entry.by}</span>}
        </dd>
      ))}
      {standing?.conflict === true && (
        <dd>
          <StatePill tone="mend" icon="two">
            {words.twoAnswersHere}
          </StatePill>
        </dd>
      )}
    </>
  );
}
