/** The owner of a dossier that this desk holds: a code for a new phone, a lost one withdrawn; with what was looked at. */

import { useSignal } from "@preact/signals";
import { speechNow } from "../../forms/speech";
import { ownerCode, ownerDevices, revokeOwnerDevice } from "../../net/administration";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import type { DeviceList, FreshCode, Grounded } from "../../wire.gen";
import { devicesWords } from "../../words/devices";
import { DeskProblem } from "../desk/DeskProblem";
import { useActing } from "../parts/acting";
import { CodeShown } from "../parts/CodeShown";
import { DeviceLines } from "../parts/DeviceLines";
import { Grounds, groundFaults, type Looked, NOTHING_LOOKED_AT } from "../parts/Grounds";
import { plainLine } from "../parts/plainLine";

export function OwnerAccess({ document }: { readonly document: string }) {
  const words = devicesWords.value;
  const looked = useSignal<Looked>(NOTHING_LOOKED_AT);
  const attempt = useSignal(0);
  const code = useSignal<FreshCode | null>(null);
  const list = useSignal<DeviceList | null>(null);
  const { busy, problem, act } = useActing();
  const faults = attempt.value === 0 ? [] : groundFaults(looked.value);

  /** Null where it is not said yet what was looked at. */
  function grounds(): Grounded | null {
    attempt.value += 1;
    const { ground, words: said } = looked.value;
    if (ground === "" || groundFaults(looked.value).length > 0) return null;
    return { ground, words: plainLine(said) };
  }

  async function makeCode() {
    const given = grounds();
    if (given !== null) code.value = await act(() => ownerCode(document, given));
  }

  async function showDevices() {
    if (grounds() !== null) list.value = await act(() => ownerDevices(document));
  }

  async function withdraw(device: string, label: string) {
    const given = grounds();
    if (given === null) return;
    const after = await act(() => revokeOwnerDevice(document, device, given));
    if (after === null) return;
    list.value = after;
    announce(words.lostSaid(label));
  }

  return (
    <details class="about no-print" open={code.value !== null || undefined}>
      <summary>{words.ownerTitle}</summary>
      <p>{words.ownerHint}</p>
      {faults.length > 0 && (
        <ErrorSummary
          title={speechNow().fields.faults(faults.length)}
          faults={faults}
          attempt={attempt.value}
        />
      )}
      <DeskProblem code={problem.value} own={words.problem} />
      <Grounds
        looked={looked.value}
        isTried={attempt.value > 0}
        onLook={(now) => {
          looked.value = now;
        }}
      />
      {code.value !== null && (
        <CodeShown
          code={code.value}
          onDone={() => {
            code.value = null;
          }}
        />
      )}
      <div class="buttons">
        <Button icon="phone" busy={busy.value} onPress={() => void makeCode()}>
          {words.ownerCode}
        </Button>
        {list.value === null && (
          <Button icon="close" busy={busy.value} onPress={() => void showDevices()}>
            {words.ownerLost}
          </Button>
        )}
      </div>
      {list.value !== null && (
        <DeviceLines
          devices={list.value.devices}
          busy={busy.value}
          onLost={({ device, label }) => withdraw(device, label)}
        />
      )}
    </details>
  );
}
