/** A dossier that is not on this officer's own table: it opens for a reason, which its owner will read. */

import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";

interface Props {
  readonly busy: boolean;
  readonly onState: (reason: string) => void;
}

/** As the hub takes it. */
const reasonMax = 200;

export function ReasonToLook({ busy, onState }: Props) {
  const words = deskWords.value;
  const reason = useSignal("");
  const fault = useSignal<string | undefined>(undefined);
  const state = () => {
    const said = reason.value.trim();
    fault.value = said === "" ? words.reasonFault : undefined;
    if (said !== "") onState(said);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        state();
      }}
    >
      <p>{words.reasonNeeded}</p>
      <Field
        id="reason"
        label={words.reason}
        hint={words.reasonHint}
        fault={fault.value}
        faultPrefix={commonWords.value.faultPrefix}
      >
        {(tied) => (
          <input
            {...tied}
            class="input"
            lang="vi"
            autocomplete="off"
            maxLength={reasonMax}
            value={reason.value}
            onInput={(event) => {
              reason.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <Button type="submit" weight="primary" busy={busy}>
        {words.reasonYes}
      </Button>
    </form>
  );
}
