/** Signs of brokerage, the newest first. Whoever has looked at one says what came of it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { closeSignal, signalList } from "../../net/review";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import type { SignalItem } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { reviewWords } from "../../words/review";
import { date } from "../../words/time";
import { useActing } from "../parts/acting";
import { HubProblem } from "../parts/HubProblem";
import { plainLine } from "../parts/plainLine";

export function Signals() {
  const words = reviewWords.value;
  const signals = useSignal<readonly SignalItem[] | null>(null);
  const opened = useSignal<string | null>(null);
  const { busy, problem, act } = useActing();

  async function load() {
    const answer = await act(signalList);
    if (answer !== null) signals.value = answer.signals;
  }
  useEffect(() => {
    void load();
  }, []);

  async function close(about: SignalItem, reason: string) {
    if ((await act(() => closeSignal(about, reason))) === null) return;
    opened.value = null;
    announce(words.closed);
    await load();
  }

  return (
    <section aria-labelledby="signals">
      <h2 id="signals">{words.signals}</h2>
      <p>{words.signalsHint}</p>
      <HubProblem code={problem.value} own={words.problem} />
      {signals.value?.length === 0 && <p>{words.noSignals}</p>}
      <ul class="plain-list">
        {(signals.value ?? []).map((signal) => (
          <li key={signal.signal} class="card">
            <p>
              <strong>{words.kinds[signal.kind](signal.count)}</strong>
            </p>
            <p>
              {signal.person || words.nobody}
              <span class="by">{words.between(date(signal.first), date(signal.last))}</span>
            </p>
            {signal.words !== "" && <p lang="vi">“{signal.words}”</p>}
            {opened.value === signal.signal ? (
              <Closing busy={busy.value} onClose={(reason) => void close(signal, reason)} />
            ) : (
              <Button
                icon="check"
                onPress={() => {
                  opened.value = signal.signal;
                }}
              >
                {words.closeSignal}
                <span class="sr"> {signal.person}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Closing({ busy, onClose }: { readonly busy: boolean; readonly onClose: (reason: string) => void }) {
  const words = reviewWords.value;
  const typed = useSignal("");
  const isTried = useSignal(false);
  const reason = plainLine(typed.value);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        isTried.value = true;
        if (reason !== "") onClose(reason);
      }}
    >
      <Field
        id="signal-reason"
        label={words.reason}
        fault={isTried.value && reason === "" ? words.reasonMissing : undefined}
        faultPrefix={commonWords.value.faultPrefix}
      >
        {(tied) => (
          <input
            {...tied}
            class="input"
            lang="vi"
            autocomplete="off"
            maxLength={300}
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <Button type="submit" icon="check" busy={busy}>
        {words.closeSignal}
      </Button>
    </form>
  );
}
