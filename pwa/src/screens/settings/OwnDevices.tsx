/** The devices of the person who is signed in here, asked for when they want to see them; one that is lost is stopped. */

import { useSignal } from "@preact/signals";
import { ownDevices, revokeOwnDevice } from "../../net/ownDevices";
import { identity } from "../../store/identity";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import type { DeviceList } from "../../wire.gen";
import { devicesWords } from "../../words/devices";
import { useActing } from "../parts/acting";
import { DeviceLines } from "../parts/DeviceLines";
import { HubProblem } from "../parts/HubProblem";

export function OwnDevices() {
  const words = devicesWords.value;
  const list = useSignal<DeviceList | null>(null);
  const { busy, problem, act } = useActing();
  if (identity.value.account === null) return null;
  return (
    <section aria-labelledby="own-devices">
      <h2 id="own-devices">{words.own}</h2>
      <p>{words.ownHint}</p>
      <HubProblem code={problem.value} own={{ ...words.problem, "revoked-device": words.gone }} />
      {list.value === null ? (
        <Button
          icon="phone"
          busy={busy.value}
          onPress={() => {
            void act(ownDevices).then((answer) => {
              list.value = answer;
            });
          }}
        >
          {busy.value ? words.loading : words.ownLoad}
        </Button>
      ) : (
        <DeviceLines
          devices={list.value.devices}
          busy={busy.value}
          onLost={async ({ device, label }) => {
            const answer = await act(() => revokeOwnDevice(device));
            if (answer === null) return;
            list.value = answer;
            announce(words.lostSaid(label));
          }}
        />
      )}
    </section>
  );
}
