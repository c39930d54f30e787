/** "Báo có người đòi tiền" in two taps: one opens, one sends. What happened may be told, and need not be. */

import { useSignal } from "@preact/signals";
import { reportBroker } from "../../net/reports";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { Field } from "../../ui/Field";
import { commonWords } from "../../words/common";
import { reportWords } from "../../words/report";
import { useActing } from "./acting";
import { freshId } from "./freshId";
import { HubProblem } from "./HubProblem";

/** `document`: the dossier that it is about; null where it is about none. */
export function ReportBroker({ document }: { readonly document: string | null }) {
  const words = reportWords.value;
  const open = useSignal(false);
  const typed = useSignal("");
  const isSent = useSignal(false);
  const id = useSignal(freshId());
  const { busy, problem, act } = useActing();

  async function send() {
    const said = { document, words: typed.value.trim().slice(0, 500) };
    if ((await act(() => reportBroker(id.value, said))) === null) return;
    open.value = false;
    isSent.value = true;
    typed.value = "";
    id.value = freshId();
    announce(words.sent);
  }

  return (
    <>
      {isSent.value && (
        <Band icon="check" tone="done">
          {words.sent}
        </Band>
      )}
      <div class="buttons">
        <Button
          icon="alert"
          onPress={() => {
            open.value = true;
            isSent.value = false;
          }}
        >
          {words.open}
        </Button>
      </div>
      <Confirm
        open={open.value}
        title={words.title}
        no={commonWords.value.cancel}
        yes={busy.value ? words.sending : words.send}
        busy={busy.value}
        onNo={() => {
          open.value = false;
          problem.value = null;
        }}
        onYes={() => void send()}
      >
        <p>{words.text}</p>
        <HubProblem code={problem.value} own={words.problem} />
        <Field id="broker-words" label={words.words}>
          {(tied) => (
            <textarea
              {...tied}
              class="input"
              lang="vi"
              rows={3}
              maxLength={500}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
      </Confirm>
    </>
  );
}
