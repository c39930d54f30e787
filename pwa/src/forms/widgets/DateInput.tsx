/** A day, a month, a year, and where asked a time: a box each, any of which may stay empty. */

import { useSignal } from "@preact/signals";
import { type DateParts, partsOf, pastedDate, written } from "../dates";
import { sound } from "../parse";
import type { WidgetProps } from "./widget";

type Part = keyof DateParts;

const DATE: readonly Part[] = ["day", "month", "year"];
const TIME: readonly Part[] = ["hour", "minute"];

export function DateInput({ id, field, value, speech, describedBy, invalid, onWrite, onDone }: WidgetProps) {
  const typed = useSignal<DateParts | null>(null);
  const withTime = field.widget === "datetime";
  const stored = partsOf(typeof value === "string" ? value : "");
  const shown = typed.value ?? stored;
  const write = (parts: DateParts) => {
    typed.value = parts;
    onWrite(written(parts, withTime) || null);
  };
  const box = (part: Part) => {
    const own = part === "day" ? id : `${id}-${part}`;
    return (
      <div key={part} class={part === "year" ? "part year" : "part"}>
        <label for={own}>{speech.fields[part]}</label>
        <input
          id={own}
          class="input"
          inputMode="numeric"
          autocomplete="off"
          value={shown[part]}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          onInput={(event) => {
            const text = sound(event.currentTarget.value);
            const whole = pastedDate(text);
            write(
              whole === null ? { ...shown, [part]: text.replace(/[^0-9]/g, "") } : { ...shown, ...whole },
            );
          }}
        />
      </div>
    );
  };
  return (
    <div
      class="parts"
      onFocusOut={(event) => {
        // From one box to the next the date is still being written.
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        typed.value = null;
        onDone();
      }}
    >
      {DATE.map(box)}
      {withTime && TIME.map(box)}
    </div>
  );
}
