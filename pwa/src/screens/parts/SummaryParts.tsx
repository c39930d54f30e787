/** Sections of questions and answers, for reading and for paper. A question with two answers shows both. */

import type { ComponentChildren } from "preact";
import { StatePill } from "../../ui/StatePill";
import type { Json } from "../../wire.gen";
import { dossierWords } from "../../words/dossier";
import { answerSaid } from "./answerSaid";
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
  /** Says what was left empty too. */
  readonly blanks?: boolean;
  /** What there is to say about an answer, beneath it. */
  readonly noteOn?: NoteOn | undefined;
}

type NoteOn = (line: Line, value: Json) => ComponentChildren;

export function SummaryParts({ parts, fieldAt, blanks = false, noteOn }: Props) {
  const isShown = ({ path }: Line) => blanks || (fieldAt(path)?.entries.length ?? 0) > 0;
  const isWorthShowing = (item: Item) =>
    item.kind === "line" ? isShown(item.line) : blanks || item.rows.length > 0;
  const shown = parts
    .map((part) => ({ ...part, items: part.items.filter(isWorthShowing) }))
    .filter(({ items }) => items.length > 0);
  return (
    <>
      {shown.map((part) => (
        <section key={part.title}>
          <h3>{part.title}</h3>
          {runs(part.items).map((run) =>
            run.kind === "lines" ? (
              <Lines key={run.lines[0]?.path} lines={run.lines} fieldAt={fieldAt} noteOn={noteOn} />
            ) : (
              run.rows.map((row) => (
                <section class="summary-row" key={row.id}>
                  <h4>{row.name}</h4>
                  <Lines lines={row.lines.filter(isShown)} fieldAt={fieldAt} noteOn={noteOn} />
                </section>
              ))
            ),
          )}
        </section>
      ))}
    </>
  );
}

type Run = { readonly kind: "lines"; readonly lines: Line[] } | Extract<Item, { readonly kind: "rows" }>;

/** Neighbouring lines are one list of terms. */
function runs(items: readonly Item[]): readonly Run[] {
  const found: Run[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (item.kind === "rows") found.push(item);
    else if (last?.kind === "lines") last.lines.push(item.line);
    else found.push({ kind: "lines", lines: [item.line] });
  }
  return found;
}

interface LinesProps extends Pick<Props, "fieldAt" | "noteOn"> {
  readonly lines: readonly Line[];
}

function Lines({ lines, fieldAt, noteOn }: LinesProps) {
  return (
    <dl class="answers">
      {lines.map((line) => (
        <div key={line.path}>
          <dt>{line.label}</dt>
          <AnswerOf line={line} stands={fieldAt(line.path)} noteOn={noteOn} />
        </div>
      ))}
    </dl>
  );
}

interface AnswerProps extends Pick<Props, "noteOn"> {
  readonly line: Line;
  readonly stands: Stands | undefined;
}

function AnswerOf({ line, stands, noteOn }: AnswerProps) {
  const words = dossierWords.value;
  const conflict = stands?.conflict ?? false;
  const entries = (stands?.entries ?? []).slice(0, conflict ? undefined : 1);
  if (entries.length === 0) return <dd class="unanswered">{words.noAnswer}</dd>;
  return (
    <>
      {entries.map((entry) => (
        <dd key={entry.change}>
          {answerSaid(line.field, entry.value) || words.noAnswer}
          {conflict && entry.by !== undefined && <span class="by">{entry.by}</span>}
          {noteOn?.(line, entry.value)}
        </dd>
      ))}
      {conflict && (
        <dd>
          <StatePill tone="mend" icon="two">
            {words.twoAnswersHere}
          </StatePill>
        </dd>
      )}
    </>
  );
}
