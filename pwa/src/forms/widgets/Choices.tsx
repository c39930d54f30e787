/** One answer out of a few: radio buttons, a whole row each to press. */

import { Choice } from "../../ui/Choice";
import type { WidgetProps } from "./widget";

export function Choices({ id, field, value, speech, onWrite, onDone }: WidgetProps) {
  const options = field.options ?? [];
  return (
    <div class="choices">
      {options.map((option, index) => (
        <Choice
          key={String(option.value)}
          kind="radio"
          id={index === 0 ? id : `${id}-${index}`}
          name={id}
          checked={option.value === value}
          onChoose={() => {
            onWrite(option.value);
            onDone();
          }}
        >
          {option.label[speech.language]}
        </Choice>
      ))}
    </div>
  );
}
