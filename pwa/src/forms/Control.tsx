/** The control that a field's kind asks for. */

import type { Calendar } from "./days";
import type { Widget } from "./dialect";
import { Choices } from "./widgets/Choices";
import { CountryPicker } from "./widgets/CountryPicker";
import { DateInput } from "./widgets/DateInput";
import { ListPicker } from "./widgets/ListPicker";
import { Promised } from "./widgets/Promised";
import { TextInput } from "./widgets/TextInput";
import { UnitPicker } from "./widgets/UnitPicker";
import type { WidgetProps } from "./widgets/widget";

interface Props extends WidgetProps {
  /** For dates by the moon; without it they are not told by the sun. */
  readonly calendar?: Calendar;
  /** The codes that the form's schema allows, where it names some. */
  readonly codes: readonly string[];
  /** The keypad of digits is enough. */
  readonly digits: boolean;
}

/** Several controls for one answer, or one that says something else than the question: they need a legend, not a label. */
const GROUPED: readonly Widget[] = ["choice", "promise", "date", "month", "partial-date", "datetime"];
/** One control whose own words are the question. */
const TICKED: readonly Widget[] = ["tick", "declaration"];

export function isGrouped(widget: Widget): boolean {
  return GROUPED.includes(widget);
}

export function isTicked(widget: Widget): boolean {
  return TICKED.includes(widget);
}

export function Control(props: Props) {
  const { field, speech } = props;
  switch (field.widget) {
    case "choice":
      return <Choices {...props} />;
    case "listed":
      return <ListPicker {...props} />;
    case "date":
    case "month":
    case "partial-date":
    case "datetime":
      return <DateInput {...props} />;
    case "promise":
      return <Promised {...props} ticked="at_desk" label={speech.fields.atDesk} />;
    case "tick":
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
