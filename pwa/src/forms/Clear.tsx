/** Takes back a choice that need not have been made: what is chosen from a list cannot be unchosen by itself. */

import type { Value } from "../sync/packing";
import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import type { Field, Widget } from "./dialect";
import type { WidgetProps } from "./widgets/widget";

const CHOSEN_FROM: readonly Widget[] = ["choice", "listed", "unit", "country"];

/** Where the form offers an answer, taking it back would only bring the offer again. */
export function isClearable({ widget, default: offered }: Field, answer: Value): boolean {
  return CHOSEN_FROM.includes(widget) && offered === undefined && answer !== null;
}

export function Clear({ id, field, speech, onWrite, onDone }: WidgetProps) {
  const { fields: words, language } = speech;
  return (
    <Button
      weight="quiet"
      icon="close"
      onPress={() => {
        onWrite(null);
        onDone();
        announce(words.cleared);
        // The button goes with the answer; the place to choose anew is the control.
        document.getElementById(id)?.focus();
      }}
    >
      {words.clear}
      <span class="sr"> {field.label[language]}</span>
    </Button>
  );
}
