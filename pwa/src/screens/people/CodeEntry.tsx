/** The way out for somebody who forgot the PIN: a new sign-in code of their own. Another person's opens nothing. */

import { useSignal } from "@preact/signals";
import { enrol } from "../../net/enrol";
import { identity } from "../../store/identity";
import { removePin } from "../../store/pin";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { Field } from "../../ui/Field";
import { navigate } from "../../ui/router";
import { enrolWords } from "../../words/enrol";
import { peopleWords } from "../../words/people";
import { sentenceFor } from "../../words/speak";

interface Props {
  readonly onOpen: () => void;
  readonly onBack: () => void;
}

export function CodeEntry({ onOpen, onBack }: Props) {
  const words = peopleWords.value;
  const code = useSignal("");
  const fault = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function submit() {
    if (busy.value) return;
    fault.value = code.value.trim() === "" ? words.codeMissing : null;
    if (fault.value !== null) return;
    busy.value = true;
    const { problem, problemOther } = enrolWords.value;
    const result = await enrol(code.value.trim(), identity.peek().account?.label ?? "");
    busy.value = false;
    if (!result.ok) {
      fault.value = sentenceFor(problem, result.code) ?? problemOther(result.code);
      return;
    }
    await removePin();
    await navigate("/doi-nguoi/ma-pin");
    onOpen();
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{words.forgottenHint}</p>
      <Field id="lock-code" label={words.code}>
        {(tied) => (
          <input
            {...tied}
            class="input"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={code.value}
            onInput={(event) => {
              code.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <Failed sentence={fault.value} />
      <Button type="submit" weight="primary" busy={busy.value}>
        {words.codeOpen}
      </Button>
      <div class="buttons">
        <Button icon="back" onPress={onBack}>
          {words.backToPin}
        </Button>
      </div>
    </form>
  );
}
