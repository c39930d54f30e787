/** The control for an answer of one's own: the field's widget, or plain text where this release does not know the field. */

import "../../forms/forms.css";
import { Control, isGrouped } from "../../forms/Control";
import type { Field as FormField } from "../../forms/dialect";
import { speechNow } from "../../forms/speech";
import type { FieldEntry } from "../../store/dossiers";
import { Field } from "../../ui/Field";
import { FieldGroup } from "../../ui/FieldGroup";
import { answersWords } from "../../words/answers";

interface Props {
  readonly known: FormField | undefined;
  readonly codes: readonly string[];
  readonly value: FieldEntry["value"];
  readonly onValue: (value: FieldEntry["value"]) => void;
}

const plainText: FormField = { label: { vi: "", en: "" }, widget: "text" };

export function OwnAnswer({ known = plainText, codes, value, onValue }: Props) {
  const words = answersWords.value;
  const isGroup = isGrouped(known.widget);
  const control = (
    <Control
      id="own"
      field={known}
      value={value}
      speech={speechNow()}
      describedBy={isGroup ? undefined : "own-hint"}
      invalid={undefined}
      codes={codes}
      digits={false}
      onWrite={onValue}
      onDone={() => {}}
    />
  );
  return isGroup ? (
    <FieldGroup id="own-group" legend={words.rewriteLabel} hint={words.rewriteHint}>
      {control}
    </FieldGroup>
  ) : (
    <Field id="own" label={words.rewriteLabel} hint={words.rewriteHint}>
      {() => control}
    </Field>
  );
}
