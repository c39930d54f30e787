/** How a person comes in: a code for one device, shown once, and the devices that they have. */

import { useSignal } from "@preact/signals";
import { codeFor, revokeDeviceOf } from "../../net/administration";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import type { FreshCode, PersonPage } from "../../wire.gen";
import { administrationWords } from "../../words/administration";
import { devicesWords } from "../../words/devices";
import type { Acting } from "../parts/acting";
import { CodeShown } from "../parts/CodeShown";
import { DeviceLines } from "../parts/DeviceLines";

interface Props {
  readonly page: PersonPage;
  readonly acting: Acting;
  readonly onChanged: (page: PersonPage) => void;
}

export function Access({ page, acting: { busy, act }, onChanged }: Props) {
  const words = administrationWords.value;
  const code = useSignal<FreshCode | null>(null);
  return (
    <section aria-labelledby="access">
      <h2 id="access">{words.access}</h2>
      {!page.is_own ? (
        <p>{words.notOwn}</p>
      ) : (
        <>
          {code.value === null ? (
            <>
              <p id="code-hint">{words.codeHint}</p>
              <div class="buttons">
                <Button
                  icon="phone"
                  busy={busy.value}
                  describedBy="code-hint"
                  onPress={() => {
                    void act(() => codeFor(page)).then((answer) => {
                      code.value = answer;
                    });
                  }}
                >
                  {words.makeCode}
                </Button>
              </div>
            </>
          ) : (
            <CodeShown
              code={code.value}
              onDone={() => {
                code.value = null;
              }}
            />
          )}
          <p>{words.passkeys(page.passkeys)}</p>
          <DeviceLines
            devices={page.devices}
            busy={busy.value}
            onLost={async ({ device, label }) => {
              const after = await act(() => revokeDeviceOf(page, device));
              if (after === null) return;
              onChanged(after);
              announce(devicesWords.value.lostSaid(label));
            }}
          />
        </>
      )}
    </section>
  );
}
