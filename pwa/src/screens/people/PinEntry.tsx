/** Six figures, and how long to wait after too many wrong ones. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { identity } from "../../store/identity";
import { isStuck, PIN, unlock, waitMs } from "../../store/pin";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { peopleWords } from "../../words/people";
import { PinBox } from "./PinBox";

interface Props {
  readonly onOpen: () => void;
  readonly onOther: () => void;
  readonly onForgotten: () => void;
}

const TICK_MS = 1_000;

export function PinEntry({ onOpen, onOther, onForgotten }: Props) {
  const words = peopleWords.value;
  const form = useRef<HTMLFormElement>(null);
  const typed = useSignal("");
  const fault = useSignal<string | null>(null);
  const busy = useSignal(false);
  const leftMs = useSignal(0);
  const stuck = useSignal(false);

  useEffect(() => {
    const look = async () => {
      leftMs.value = await waitMs();
      stuck.value = await isStuck();
    };
    const tick = () => void look().catch(() => {});
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [leftMs, stuck]);

  async function submit() {
    if (busy.value || leftMs.value > 0) return;
    if (!PIN.test(typed.value)) {
      fault.value = words.pinSix;
      return;
    }
    busy.value = true;
    fault.value = null;
    try {
      if (await unlock(typed.value)) return onOpen();
      leftMs.value = await waitMs();
      stuck.value = await isStuck();
      if (leftMs.value === 0) fault.value = words.wrongPin;
      typed.value = "";
      form.current?.querySelector("input")?.focus();
    } catch {
      fault.value = words.leaveFailed;
    } finally {
      busy.value = false;
    }
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PinBox id="pin" label={words.pin} typed={typed} />
      <Failed sentence={leftMs.value > 0 ? words.waitPin(spanOf(leftMs.value)) : fault.value} />
      <Button type="submit" weight="primary" busy={busy.value || leftMs.value > 0}>
        {busy.value ? words.opening : words.open}
      </Button>
      <div class="buttons">
        <Button icon="person" onPress={onOther}>
          {words.someoneElse}
        </Button>
        {stuck.value && identity.value.account !== null && (
          <Button onPress={onForgotten}>{words.forgotten}</Button>
        )}
      </div>
      {stuck.value && identity.value.account === null && <p class="small">{words.forgottenNobody}</p>}
    </form>
  );
}

/** In steps that a screen reader does not read out every second. */
function spanOf(ms: number): string {
  const words = peopleWords.value;
  if (ms > 60_000) return words.minutes(Math.ceil(ms / 60_000));
  return words.seconds(Math.ceil(ms / 10_000) * 10);
}
