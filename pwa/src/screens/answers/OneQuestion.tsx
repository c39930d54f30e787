/** The answers that stand to one question, each with who, when and on which device; choose one or write another. */

import { useSignal } from "@preact/signals";
import type { Field } from "../../forms/dialect";
import type { FieldEntry, FieldView } from "../../store/dossiers";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { answersWords } from "../../words/answers";
import { AnswerCard } from "./AnswerCard";
import { Rewrite } from "./Rewrite";

interface Props {
  readonly document: string;
  readonly label: string;
  /** Unknown where this release does not know the form. */
  readonly known: Field | undefined;
  /** The codes that may be answered, where the form's schema names some. */
  readonly codes: readonly string[];
  /** As it stands now; what is on show changes only when the person asks. */
  readonly latest: FieldView;
  readonly onChoose: (value: FieldEntry["value"]) => Promise<void>;
  readonly onLookAgain: (now: FieldView) => void;
}

export function OneQuestion({ document, label, known, codes, latest, onChoose, onLookAgain }: Props) {
  const words = answersWords.value;
  const shown = useSignal(latest);
  const busy = useSignal(false);
  const moved = !sameEntries(shown.value, latest);
  const { entries } = shown.value;

  async function choose(value: FieldEntry["value"]) {
    // A choice is about what was seen; what has arrived since must be seen first.
    if (moved) return announce(words.arrived);
    busy.value = true;
    await onChoose(value);
    busy.value = false;
  }

  const names = entries.length === 2 ? [words.useThis, words.useThat] : [];
  return (
    <section aria-labelledby="question">
      <h2 id="question">{label}</h2>
      <p>{words.intro}</p>
      <div role="status">
        {moved && (
          <Band
            icon="two"
            tone="wait"
            action={
              <Button
                onPress={() => {
                  shown.value = latest;
                  onLookAgain(latest);
                }}
              >
                {words.showArrived}
              </Button>
            }
          >
            {words.arrived}
          </Band>
        )}
      </div>
      <div class="two-answers">
        {entries.map((entry, index) => (
          <AnswerCard key={entry.change} id={`answer-${index}`} entry={entry} known={known}>
            <Button
              busy={busy.value}
              describedBy={`answer-${index}`}
              onPress={() => void choose(entry.value)}
            >
              {names[index] ?? words.useNth(index + 1)}
            </Button>
          </AnswerCard>
        ))}
      </div>
      <Rewrite document={document} known={known} codes={codes} busy={busy.value} onSave={choose} />
    </section>
  );
}

function sameEntries(a: FieldView, b: FieldView): boolean {
  return (
    a.conflict === b.conflict &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, index) => entry.change === b.entries[index]?.change)
  );
}
