/** A box for six figures: a number pad on a phone, and dots instead of what is typed. */

import type { Signal } from "@preact/signals";
import { Field } from "../../ui/Field";
import { commonWords } from "../../words/common";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly typed: Signal<string>;
}

const FIGURES_MAX = 6;

export function PinBox({ id, label, hint, fault, typed }: Props) {
  return (
    <Field id={id} label={label} hint={hint} fault={fault} faultPrefix={commonWords.value.faultPrefix}>
      {(tied) => (
        <input
          {...tied}
          class="input pin"
          type="password"
          inputmode="numeric"
          autocomplete="off"
          maxLength={FIGURES_MAX}
          value={typed.value}
          onInput={(event) => {
            // Letters of a keyboard that has no number pad are simply not taken.
            const figures = event.currentTarget.value.replace(/[^0-9]/g, "");
            event.currentTarget.value = figures;
            typed.value = figures;
          }}
        />
      )}
    </Field>
  );
}
