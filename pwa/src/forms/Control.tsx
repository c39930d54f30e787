/** The control that a field's kind asks for. */

import type { Widget } from "./dialect";
import { Choices } from "./widgets/Choices";
import { CountryPicker } from "./widgets/CountryPicker";
import { DateInput } from "./widgets/DateInput";
import { Promised } from "./widgets/Promised";
import { TextInput } from "./widgets/TextInput";
import { UnitPicker } from "./widgets/UnitPicker";
import type { WidgetProps } from "./widgets/widget";

interface Props extends WidgetProps {
  /** The codes that the form's schema allows, where it names some. */
  readonly codes: readonly string[];
  /** The keypad of digits is enough. */
  readonly digits: boolean;
}

/** Several controls for one answer: they need a legend, not a label. */
const GROUPED: readonly Widget[] = ["choice", "date", "partial-date", "datetime", "promise", "declaration"];

export function isGrouped(widget: Widget): boolean {
  return GROUPED.includes(widget);
}

export function Control(props: Props) {
  const { field, speech } = props;
  switch (field.widget) {
    case "choice":
      return <Choices {...props} />;
    case "date":
    case "partial-date":
    case "datetime":
      return <DateInput {...props} />;
    case "promise":
      return <Promised {...props} ticked="at_desk" label={speech.fields.atDesk} />;
    case "declaration":
      return <Promised {...props} ticked={true} label={field.label[speech.language]} />;
    case "unit":
      return <UnitPicker {...props} />;
    case "country":
      return <CountryPicker {...props} />;
    default:
      return <TextInput {...props} />;
  }
}
