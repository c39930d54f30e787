/** Devices as people know them: name, since when, when last seen; and that one is lost, asked once. */

import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import type { PersonDevice } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { devicesWords } from "../../words/devices";
import { date, fullMoment, plainDay } from "../../words/time";

interface Props {
  readonly devices: readonly PersonDevice[];
  readonly busy: boolean;
  readonly onLost: (device: PersonDevice) => Promise<void>;
}

export function DeviceLines({ devices, busy, onLost }: Props) {
  const words = devicesWords.value;
  const asked = useSignal<PersonDevice | null>(null);
  const about = asked.value;
  return (
    <>
      {devices.length === 0 && <p>{words.none}</p>}
      <ul class="plain-list">
        {devices.map((device) => (
          <li key={device.device} class="card">
            <p>
              <strong>{device.label}</strong>
              {device.is_this && <span class="mark wait"> {words.thisOne}</span>}
            </p>
            <p class="by">{lifeOf(device)}</p>
            {device.revoked === null && !device.is_this && (
              <div class="buttons">
                <Button
                  icon="close"
                  onPress={() => {
                    asked.value = device;
                  }}
                >
                  {words.lost}
                  <span class="sr"> {device.label}</span>
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        open={about !== null}
        title={words.lostTitle(about?.label ?? "")}
        no={commonWords.value.cancel}
        yes={words.lostYes}
        danger
        busy={busy}
        onNo={() => {
          asked.value = null;
        }}
        onYes={() => {
          asked.value = null;
          if (about !== null) void onLost(about);
        }}
      >
        <p>{words.lostText}</p>
        <p>{words.lostForever}</p>
      </Confirm>
    </>
  );
}

function lifeOf({ enrolled, seen, revoked }: PersonDevice): string {
  const words = devicesWords.value;
  const since = words.since(date(enrolled));
  if (revoked !== null) return `${since}. ${words.revoked(fullMoment(revoked))}.`;
  return seen === null ? `${since}.` : `${since}, ${words.seen(plainDay(seen))}.`;
}
