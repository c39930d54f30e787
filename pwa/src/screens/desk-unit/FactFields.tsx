/** The boxes of a fact: its text, its first day and its last; or only the day from which on it no longer holds. */

import { speechNow } from "../../forms/speech";
import { DateInput } from "../../forms/widgets/DateInput";
import { Field } from "../../ui/Field";
import { FieldGroup } from "../../ui/FieldGroup";
import { commonWords } from "../../words/common";
import { unitWords } from "../../words/unit";
import type { Editing, PartFault } from "./editing";
import { put } from "./facts";

interface Props {
  readonly now: Editing;
  readonly faults: readonly PartFault[];
}

export function FactFields({ now, faults }: Props) {
  const words = unitWords.value;
  const faultAt = (part: PartFault["part"]) => faults.find((fault) => fault.part === part)?.sentence;
  if (now.asks === "stop") {
    return (
      <Day part="stops" label={words.stops} hint={words.stopsHint} day={now.stops} fault={faultAt("stops")} />
    );
  }
  return (
    <>
      <Text now={now} fault={faultAt("text")} />
      <Day part="begins" label={words.begins} day={now.begins} fault={faultAt("begins")} />
      <Day part="ends" label={words.ends} hint={words.endsHint} day={now.ends} fault={faultAt("ends")} />
    </>
  );
}

export function idOf(part: PartFault["part"]): string {
  return `fact-${part}`;
}

function Text({ now, fault }: { readonly now: Editing; readonly fault: string | undefined }) {
  const isTelephone = now.kind === "police-telephone";
  const { telephone, area } = unitWords.value;
  const { text: label, hint } = isTelephone ? telephone : area;
  return (
    <Field
      id={idOf("text")}
      label={label}
      hint={hint}
      fault={fault}
      faultPrefix={commonWords.value.faultPrefix}
    >
      {(tied) => (
        <input
          {...tied}
          class="input"
          lang="vi"
          autocomplete="off"
          inputMode={isTelephone ? "tel" : "text"}
          value={now.text}
          onInput={(event) => put({ text: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

interface DayProps {
  readonly part: "begins" | "ends" | "stops";
  readonly label: string;
  readonly hint?: string;
  readonly day: string;
  readonly fault: string | undefined;
}

function Day({ part, label, hint, day, fault }: DayProps) {
  const id = idOf(part);
  return (
    <FieldGroup
      id={`${id}-group`}
      legend={label}
      fault={fault}
      faultPrefix={commonWords.value.faultPrefix}
      {...(hint === undefined ? {} : { hint })}
    >
      <DateInput
        id={id}
        field={{ label: { vi: label, en: label }, widget: "date" }}
        value={day}
        speech={speechNow()}
        describedBy={undefined}
        invalid={fault === undefined ? undefined : true}
        onWrite={(written) => put({ [part]: typeof written === "string" ? written : "" })}
        onDone={() => {}}
      />
    </FieldGroup>
  );
}
