/** "Ghi lại": a third answer, typed here. While one types, what others write to the dossier is stored and not drawn. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Field as FormField } from "../../forms/dialect";
import { type FieldEntry, holdRemote, touch } from "../../store/dossiers";
import { Button } from "../../ui/Button";
import { useKeptFocus } from "../../ui/keepFocus";
import { answersWords } from "../../words/answers";
import { OwnAnswer } from "./OwnAnswer";

interface Props {
  readonly document: string;
  readonly known: FormField | undefined;
  readonly codes: readonly string[];
  readonly busy: boolean;
  readonly onSave: (value: FieldEntry["value"]) => Promise<void>;
}

export function Rewrite({ document, known, codes, busy, onSave }: Props) {
  const words = answersWords.value;
  const writing = useSignal(false);
  if (!writing.value) {
    return (
      <Button
        icon="pencil"
        onPress={() => {
          writing.value = true;
        }}
      >
        {words.rewrite}
      </Button>
    );
  }
  return <Writing document={document} known={known} codes={codes} busy={busy} onSave={onSave} />;
}

function Writing({ document, known, codes, busy, onSave }: Props) {
  const words = answersWords.value;
  const value = useSignal<FieldEntry["value"]>(null);
  const form = useKeptFocus<HTMLFormElement>();
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus();
    return holdRemote(document);
  }, [document]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && value.value !== null) void onSave(value.value);
      }}
    >
      <OwnAnswer
        known={known}
        codes={codes}
        value={value.value}
        onValue={(now) => {
          touch(document);
          value.value = now;
        }}
      />
      <Button type="submit" weight="primary" icon="check" busy={busy}>
        {words.save}
      </Button>
    </form>
  );
}
