/** A tick that stands for a promise: to bring the paper to the desk, or that what is written is true. */

import { Choice } from "../../ui/Choice";
import type { WidgetProps } from "./widget";

interface Props extends WidgetProps {
  /** What the tick writes down. */
  readonly ticked: string | true;
  readonly label: string;
}

export function Promised(props: Props) {
  const { id, value, ticked, label, describedBy, invalid, onWrite, onDone } = props;
  return (
    <Choice
      kind="checkbox"
      id={id}
      name={id}
      checked={value === ticked}
      describedBy={describedBy}
      invalid={invalid}
      onChoose={(checked) => {
        onWrite(checked ? ticked : null);
        onDone();
      }}
    >
      {label}
    </Choice>
  );
}
