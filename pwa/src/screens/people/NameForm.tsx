/** One question: what somebody is called on this device. */

import { useSignal } from "@preact/signals";
import { StoreError } from "../../store/errors";
import { type Person, people } from "../../store/people";
import { here } from "../../store/profile";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Failed } from "../../ui/Failed";
import { Field } from "../../ui/Field";
import { commonWords } from "../../words/common";
import { peopleWords } from "../../words/people";
import { nameFault, tidied } from "./names";

interface Props {
  /** Of the box; the lock may lie over another one. */
  readonly id?: string;
  readonly begins?: string;
  /** It names whoever speaks here, rather than somebody new. */
  readonly isMine?: boolean;
  readonly go: string;
  readonly onName: (name: string) => Promise<void>;
}

export function NameForm({ id = "name", begins = "", isMine = false, go, onName }: Props) {
  const words = peopleWords.value;
  const typed = useSignal(begins);
  const others = (all: readonly Person[]) => all.filter((person) => !isMine || person.id !== here().id);
  const attempt = useSignal(0);
  const busy = useSignal(false);
  const failed = useSignal<string | null>(null);
  const fault = attempt.value === 0 ? undefined : nameFault(typed.value, others(people.value.people), words);

  async function submit() {
    attempt.value += 1;
    failed.value = null;
    if (busy.value || nameFault(typed.value, others(people.peek().people), words) !== undefined) return;
    busy.value = true;
    try {
      await onName(tidied(typed.value));
    } catch (reason) {
      busy.value = false;
      failed.value = whyNot(reason);
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {fault !== undefined && (
        <ErrorSummary
          title={commonWords.value.faultPrefix}
          faults={[{ at: { id }, sentence: fault }]}
          attempt={attempt.value}
        />
      )}
      <Field
        id={id}
        label={words.name}
        hint={words.nameHint}
        fault={fault}
        faultPrefix={commonWords.value.faultPrefix}
      >
        {(tied) => (
          <input
            {...tied}
            class="input"
            autocomplete="off"
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <Failed sentence={failed.value} />
      <Button type="submit" weight="primary" icon="check" busy={busy.value}>
        {go}
      </Button>
    </form>
  );
}

/** Why nobody was switched to, in words. */
export function whyNot(reason: unknown): string {
  const words = peopleWords.value;
  return reason instanceof StoreError && reason.code === "quota" ? words.noRoom : words.notStored;
}
