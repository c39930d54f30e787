/** "Đã nhận", asked once; then who received it and when. */

import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { StatePill } from "../../ui/StatePill";
import type { OutcomeJson } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";
import { fullMoment } from "../../words/time";

interface Props {
  readonly outcome: OutcomeJson;
  readonly busy: boolean;
  readonly onReceive: () => Promise<void>;
}

export function Receiving({ outcome, busy, onReceive }: Props) {
  const words = deskWords.value;
  const asking = useSignal(false);
  if (outcome.state === "received") {
    return (
      <p>
        <StatePill tone="done" icon="desk" large>
          {words.received(outcome.holder_name, fullMoment(outcome.since))}
        </StatePill>
      </p>
    );
  }
  return (
    <>
      <p>
        <StatePill tone="wait" icon="clock" large>
          {words.stateSubmitted}
        </StatePill>
      </p>
      <div class="buttons">
        <Button
          weight="primary"
          icon="check"
          busy={busy}
          onPress={() => {
            asking.value = true;
          }}
        >
          {busy ? words.receiving : words.receive}
        </Button>
      </div>
      <Confirm
        open={asking.value}
        title={words.receiveTitle}
        no={commonWords.value.cancel}
        yes={words.receiveYes}
        onNo={() => {
          asking.value = false;
        }}
        onYes={() => {
          asking.value = false;
          void onReceive();
        }}
      >
        <p>{words.receiveText}</p>
      </Confirm>
    </>
  );
}
