/** The control for an answer of one's own: the field's widget, or plain text where this release does not know the field. */

import "../../forms/forms.css";
import type { Field as FormField } from "../../forms/dialect";
import { speechNow } from "../../forms/speech";
import { Choices } from "../../forms/widgets/Choices";
import { DateInput } from "../../forms/widgets/DateInput";
import { TextInput } from "../../forms/widgets/TextInput";
import { UnitPicker } from "../../forms/widgets/UnitPicker";
import type { WidgetProps } from "../../forms/widgets/widget";
import type { FieldEntry } from "../../store/dossiers";
import { Field } from "../../ui/Field";
import { FieldGroup } from "../../ui/FieldGroup";
import { answersWords } from "../../words/answers";

interface Props {
  readonly known: FormField | undefined;
  readonly value: FieldEntry["value"];
  readonly onValue: (value: FieldEntry["value"]) => void;
}

const plainText: FormField = { label: { vi: "", en: "" }, widget: "text" };

export function OwnAnswer({ known = plainText, value, onValue }: Props) {
  const words = answersWords.value;
  const isGroup = known.options !== undefined || isDate(known);
  const widget: WidgetProps = {
    id: "own",
    field: known,
    value,
    speech: speechNow(),
    describedBy: isGroup ? undefined : "own-hint",
    invalid: undefined,
    onWrite: onValue,
    onDone: () => {},
  };
  if (isGroup) {
    return (
      <FieldGroup id="own-group" legend={words.rewriteLabel} hint={words.rewriteHint}>
        {isDate(known) ? <DateInput {...widget} /> : <Choices {...widget} />}
      </FieldGroup>
    );
  }
  return (
    <Field id="own" label={words.rewriteLabel} hint={words.rewriteHint}>
      {() =>
        known.widget === "unit" ? <UnitPicker {...widget} /> : <TextInput {...widget} digits={false} />
      }
    </Field>
  );
}

function isDate({ widget }: FormField): boolean {
  return widget === "date" || widget === "partial-date" || widget === "datetime";
}
