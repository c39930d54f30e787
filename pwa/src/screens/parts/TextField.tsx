/** One line of text that is asked for, tied to its label, hint and fault. */

import type { ComponentChildren } from "preact";
import { Field } from "../../ui/Field";
import { commonWords } from "../../words/common";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly fault?: string | undefined;
  readonly text: string;
  readonly keys?: "text" | "tel";
  readonly most?: number;
  readonly capitals?: "none" | "words" | "characters" | "sentences";
  readonly onText: (text: string) => void;
}

export function TextField(props: Props) {
  const { id, label, hint, fault, text, keys = "text", most = 200, capitals = "none", onText } = props;
  return (
    <Field
      id={id}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      fault={fault}
      faultPrefix={commonWords.value.faultPrefix}
    >
      {(tied) => (
        <input
          {...tied}
          class="input"
          inputMode={keys}
          autocomplete="off"
          autocapitalize={capitals}
          spellcheck={false}
          maxLength={most}
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
