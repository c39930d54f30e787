/** One field of a page: its label in the form's own term, its hint, its fault, and the widget that its kind asks for. */

import { Band } from "../ui/Band";
import { describedBy, Field as FieldShell } from "../ui/Field";
import { FieldGroup } from "../ui/FieldGroup";
import { commonWords } from "../words/common";
import { controlId } from "./controlId";
import { type Field, type Form, fieldOf, schemaOf } from "./dialect";
import type { Session } from "./session";
import { speechNow } from "./speech";
import { holds, isRequired } from "./visible";
import { Choices } from "./widgets/Choices";
import { CountryPicker } from "./widgets/CountryPicker";
import { DateInput } from "./widgets/DateInput";
import { Promised } from "./widgets/Promised";
import { TextInput } from "./widgets/TextInput";
import { UnitPicker } from "./widgets/UnitPicker";
import type { WidgetProps } from "./widgets/widget";

interface Props {
  readonly session: Session;
  readonly path: string;
  readonly fault: string | undefined;
}

/** Several controls for one answer: they need a legend, not a label. */
const GROUPED: readonly string[] = ["choice", "date", "partial-date", "datetime", "promise", "declaration"];

export function FormField({ session, path, fault }: Props) {
  const { form } = session;
  const field = fieldOf(form, path);
  const asked = session.answers.value.asked;
  if (field === undefined || !asked.has(path)) return null;
  if (session.dossier.value.conflicts.includes(path)) return <InConflict session={session} field={field} />;

  const speech = speechNow();
  const id = controlId(path);
  const hint = field.hint?.[speech.language];
  const isGroup = GROUPED.includes(field.widget);
  const widget: WidgetProps = {
    id,
    field,
    value: asked.get(path) ?? field.default ?? null,
    speech,
    // In a group the fieldset is described, once for all its controls.
    describedBy: isGroup ? undefined : describedBy(id, hint !== undefined, fault !== undefined),
    invalid: fault === undefined ? undefined : true,
    onWrite: (value) => session.put(path, value),
    onDone: () => void session.flush(),
  };
  const label = (
    <>
      {field.label[speech.language]}
      {!isRequired(form, path, asked) && <span class="optional"> ({speech.fields.optional})</span>}
    </>
  );
  const digits = field.digits !== undefined && holds(field.digits, path, asked);
  const control = controlOf(form, path, widget, digits);
  const { faultPrefix } = commonWords.value;
  if (!isGroup)
    return (
      <FieldShell id={id} label={label} {...shellOf(hint, fault)} faultPrefix={faultPrefix}>
        {() => control}
      </FieldShell>
    );
  return (
    <FieldGroup
      id={`${id}-group`}
      legend={label}
      // The tick says the same.
      legendHidden={field.widget === "declaration"}
      {...shellOf(hint, fault)}
      faultPrefix={faultPrefix}
    >
      {control}
    </FieldGroup>
  );
}

function shellOf(hint: string | undefined, fault: string | undefined) {
  return { fault, ...(hint === undefined ? {} : { hint }) };
}

function controlOf(form: Form, path: string, widget: WidgetProps, digits: boolean) {
  const { field, speech } = widget;
  switch (field.widget) {
    case "choice":
      return <Choices {...widget} />;
    case "date":
    case "partial-date":
    case "datetime":
      return <DateInput {...widget} />;
    case "promise":
      return <Promised {...widget} ticked="at_desk" label={speech.fields.atDesk} />;
    case "declaration":
      return <Promised {...widget} ticked={true} label={field.label[speech.language]} />;
    case "unit":
      return <UnitPicker {...widget} />;
    case "country":
      return <CountryPicker {...widget} codes={(schemaOf(form, path)?.enum ?? []).map(String)} />;
    default:
      return <TextInput {...widget} digits={digits} />;
  }
}

/** Two answers stand here: they are chosen between, not typed over. */
function InConflict({ session, field }: { readonly session: Session; readonly field: Field }) {
  const { language, fields: words } = speechNow();
  return (
    <div class="field">
      <p class="label">{field.label[language]}</p>
      <Band
        icon="two"
        tone="mend"
        action={<a href={`/ho-so/${session.document}/hai-cau-tra-loi`}>{words.choose}</a>}
      >
        {words.conflict}
      </Band>
    </div>
  );
}
