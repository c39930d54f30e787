/** Setting a PIN, or another one in its place: the present one first, then the new one twice. */

import { useSignal } from "@preact/signals";
import { present } from "../../store/people";
import { PIN, setPin, unlock } from "../../store/pin";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Failed } from "../../ui/Failed";
import { Page } from "../../ui/Page";
import { navigate } from "../../ui/router";
import { commonWords } from "../../words/common";
import { peopleWords } from "../../words/people";
import { PinBox } from "./PinBox";

interface PinFault {
  readonly id: "pin-now" | "pin-new" | "pin-again";
  readonly sentence: string;
}

export function MyPin() {
  const words = peopleWords.value;
  const had = present()?.pin ?? false;
  const [now, fresh, again] = [useSignal(""), useSignal(""), useSignal("")];
  const attempt = useSignal(0);
  const faults = useSignal<readonly PinFault[]>([]);
  const busy = useSignal(false);
  const failed = useSignal(false);

  function faultsNow(): readonly PinFault[] {
    const found: PinFault[] = [];
    if (!PIN.test(fresh.value)) found.push({ id: "pin-new", sentence: words.pinSix });
    else if (again.value !== fresh.value) found.push({ id: "pin-again", sentence: words.pinDiffers });
    return found;
  }

  async function submit() {
    if (busy.value) return;
    failed.value = false;
    attempt.value += 1;
    faults.value = faultsNow();
    if (faults.value.length > 0) return;
    busy.value = true;
    try {
      if (had && !(await unlock(now.value))) {
        faults.value = [{ id: "pin-now", sentence: words.pinNotThat }];
        return;
      }
      await setPin(fresh.value);
      announce(words.pinKept);
      await navigate("/doi-nguoi", { replace: true });
    } catch {
      failed.value = true;
    } finally {
      busy.value = false;
    }
  }

  const faultOf = (id: PinFault["id"]) => faults.value.find((fault) => fault.id === id)?.sentence;
  return (
    <Page
      title={words.pinTitle}
      back={{ href: "/doi-nguoi", label: words.whoTitle }}
      faulty={faults.value.length > 0 ? commonWords.value.faultPrefix : undefined}
    >
      <p>{words.pinIntro}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {faults.value.length > 0 && (
          <ErrorSummary
            title={commonWords.value.faultPrefix}
            faults={faults.value.map(({ id, sentence }) => ({ at: { id }, sentence }))}
            attempt={attempt.value}
          />
        )}
        {had && <PinBox id="pin-now" label={words.pinNow} fault={faultOf("pin-now")} typed={now} />}
        <PinBox
          id="pin-new"
          label={words.pinNew}
          hint={words.pinNewHint}
          fault={faultOf("pin-new")}
          typed={fresh}
        />
        <PinBox id="pin-again" label={words.pinAgain} fault={faultOf("pin-again")} typed={again} />
        <Failed sentence={failed.value ? words.pinNotKept : null} />
        <Button type="submit" weight="primary" icon="check" busy={busy.value}>
          {words.pinKeep}
        </Button>
      </form>
    </Page>
  );
}
