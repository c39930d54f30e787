/** One line or several of text, figures, a phone number, an address: whatever is typed. */

import { useSignal } from "@preact/signals";
import type { Widget } from "../dialect";
import { inputText, readInput } from "../parse";
import type { WidgetProps } from "./widget";

interface Props extends WidgetProps {
  /** The keypad of digits is enough. */
  readonly digits: boolean;
}

interface Keys {
  readonly inputMode?: "numeric" | "decimal" | "tel" | "email" | "text";
  readonly autocapitalize?: "none" | "words" | "characters";
  readonly spellcheck?: false;
}

const KEYS: Partial<Readonly<Record<Widget, Keys>>> = {
  name: { autocapitalize: "words", spellcheck: false },
  phone: { inputMode: "tel", spellcheck: false },
  email: { inputMode: "email", autocapitalize: "none", spellcheck: false },
  code: { autocapitalize: "characters", spellcheck: false },
  integer: { inputMode: "numeric" },
  decimal: { inputMode: "decimal" },
  money: { inputMode: "numeric" },
};

/** The browser is content to show the caret, and leaves the beginning of a tall box above the window. */
function whole(onFocus: () => void) {
  return ({ currentTarget }: { readonly currentTarget: HTMLElement }) => {
    onFocus();
    currentTarget.scrollIntoView({ block: "nearest" });
  };
}

const NUMERIC = { inputMode: "numeric" } as const;

export function TextInput({
  id,
  field,
  value,
  speech,
  describedBy,
  invalid,
  digits,
  onWrite,
  onDone,
}: Props) {
  // While a person is in the box it holds what they typed, not what was made of it.
  const typed = useSignal<string | null>(null);
  const shown = inputText(field, value, speech.language);
  const common = {
    id,
    class: `input ${field.widget}`,
    value: typed.value ?? shown,
    autocomplete: field.autocomplete ?? "off",
    "aria-describedby": describedBy,
    "aria-invalid": invalid,
    onFocus: () => {
      typed.value = shown;
    },
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => {
      typed.value = event.currentTarget.value;
      onWrite(readInput(field, typed.value));
    },
    onBlur: () => {
      typed.value = null;
      onDone();
    },
  };
  if (field.widget === "area") return <textarea {...common} rows={6} onFocus={whole(common.onFocus)} />;
  const keypad = field.signed === true ? { inputMode: "text" as const } : digits ? NUMERIC : {};
  const keys: Keys = { ...KEYS[field.widget], ...keypad };
  return (
    <div class="with-unit">
      <input {...common} {...keys} type="text" />
      {field.unit !== undefined && <span aria-hidden="true">{field.unit[speech.language]}</span>}
    </div>
  );
}
