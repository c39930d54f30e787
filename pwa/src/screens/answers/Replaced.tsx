/** Answers that are gone because of an edit that was not taken in: keep what stands now, or use the old one again. */

import { useSignal } from "@preact/signals";
import { fieldOf } from "../../forms/dialect";
import { dismissReplaced, type FieldView, resolve } from "../../store/dossiers";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { answersWords } from "../../words/answers";
import type { OpenedDossier } from "../parts/useDossier";
import { AnswerCard } from "./AnswerCard";

interface Props {
  readonly opened: OpenedDossier;
  readonly labelOf: (path: string) => string;
}

export function Replaced({ opened, labelOf }: Props) {
  const words = answersWords.value;
  const failed = useSignal(false);
  const { card, fields } = opened.view.value;
  const touched = [...fields.values()].filter((field) => field.replaced.length > 0);
  if (touched.length === 0) return null;
  const attempt = (work: Promise<void>) =>
    work.then(
      () => announce(words.saved),
      () => {
        failed.value = true;
      },
    );
  return (
    <section aria-labelledby="replaced">
      <h2 id="replaced">{words.replacedTitle}</h2>
      <p>{words.replacedHint}</p>
      {failed.value && (
        <Band icon="alert" tone="mend">
          {words.failed}
        </Band>
      )}
      {touched.map((field) => (
        <OneField
          key={field.path}
          field={field}
          label={labelOf(field.path)}
          known={opened.form === null ? undefined : fieldOf(opened.form, field.path)}
          onUse={(value) => void attempt(resolve(card.document, field.path, value))}
          onDismiss={() => void attempt(dismissReplaced(card.document, field.path))}
        />
      ))}
    </section>
  );
}

interface FieldProps {
  readonly field: FieldView;
  readonly label: string;
  readonly known: ReturnType<typeof fieldOf>;
  readonly onUse: (value: FieldView["entries"][number]["value"]) => void;
  readonly onDismiss: () => void;
}

function OneField({ field, label, known, onUse, onDismiss }: FieldProps) {
  const words = answersWords.value;
  return (
    <>
      <h3>{label}</h3>
      <div class="two-answers">
        {field.entries.map((entry) => (
          <AnswerCard
            key={entry.change}
            id={`now-${field.path}`}
            entry={entry}
            known={known}
            title={words.replacedNow}
          >
            <Button onPress={onDismiss}>{words.dismiss}</Button>
          </AnswerCard>
        ))}
        {field.replaced.map((entry) => (
          <AnswerCard
            key={entry.change}
            id={`gone-${field.path}-${entry.change}`}
            entry={entry}
            known={known}
            title={words.replacedBefore}
          >
            <Button onPress={() => onUse(entry.value)}>{words.useReplaced}</Button>
          </AnswerCard>
        ))}
      </div>
    </>
  );
}
