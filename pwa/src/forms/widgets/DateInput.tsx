/** A day, a month, a year, and where asked a time: a box each. Of a partial date any may stay empty. */

import { useSignal } from "@preact/signals";
import { Choice } from "../../ui/Choice";
import { type DateParts, partsOf, pastedDate, spokenDate, UNKNOWN, written } from "../dates";
import { type Calendar, earliest, latest } from "../days";
import { sound } from "../parse";
import type { WidgetProps } from "./widget";

type Part = "day" | "month" | "year" | "hour" | "minute";

interface Props extends WidgetProps {
  readonly calendar?: Calendar;
}

const DATE: readonly Part[] = ["day", "month", "year"];
const BOXES: Readonly<Record<string, readonly Part[]>> = {
  datetime: [...DATE, "hour", "minute"],
  month: ["month", "year"],
};

export function DateInput(props: Props) {
  const { id, field, value, speech, describedBy, invalid, onWrite, onDone } = props;
  const typed = useSignal<DateParts | null>(null);
  const stored = typeof value === "string" ? value : "";
  const shown = typed.value ?? partsOf(stored);
  const boxes = BOXES[field.widget] ?? DATE;
  const write = (parts: DateParts) => {
    typed.value = parts;
    onWrite(written(parts, field.widget === "datetime") || null);
  };
  const box = (part: Part) => {
    const own = part === boxes[0] ? id : `${id}-${part}`;
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
      onFocusOut={(event) => {
        // From one box to the next the date is still being written.
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        typed.value = null;
        onDone();
      }}
    >
      <div class="parts">{boxes.map(box)}</div>
      {field.widget === "partial-date" && <Doubts {...props} stored={stored} parts={shown} onParts={write} />}
    </div>
  );
}

interface DoubtsProps extends Props {
  readonly stored: string;
  readonly parts: DateParts;
  readonly onParts: (parts: DateParts) => void;
}

/** By the moon, in a leap month, or not known at all; and what a date by the moon is by the sun. */
function Doubts({ id, speech, calendar, stored, parts, onParts, onWrite, onDone }: DoubtsProps) {
  const words = speech.fields;
  const moon = parts.isLunar ? calendar : undefined;
  const from = moon === undefined ? null : earliest(stored, moon);
  const to = moon === undefined ? null : latest(stored, moon);
  return (
    <>
      <Choice
        kind="checkbox"
        id={`${id}-lunar`}
        name={`${id}-lunar`}
        checked={parts.isLunar}
        onChoose={(isLunar) => onParts({ ...parts, isLunar, isLeapMonth: false })}
      >
        {words.lunar}
      </Choice>
      {parts.isLunar && (
        <Choice
          kind="checkbox"
          id={`${id}-leap`}
          name={`${id}-leap`}
          checked={parts.isLeapMonth}
          onChoose={(isLeapMonth) => onParts({ ...parts, isLeapMonth })}
        >
          {words.leapMonthAsked}
        </Choice>
      )}
      {from !== null && to !== null && (
        <p role="status">{words.solar(spokenDate(from, words), from === to ? "" : spokenDate(to, words))}</p>
      )}
      <Choice
        kind="checkbox"
        id={`${id}-unknown`}
        name={`${id}-unknown`}
        checked={stored === UNKNOWN}
        onChoose={(isUnknown) => {
          onParts(partsOf(UNKNOWN));
          onWrite(isUnknown ? UNKNOWN : null);
          onDone();
        }}
      >
        {words.unknownDate}
      </Choice>
    </>
  );
}
