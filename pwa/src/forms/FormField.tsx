/** One field of a page: its label in the form's own term, its hint, its fault, and the widget that its kind asks for. */

import { Band } from "../ui/Band";
import { describedBy, Field as FieldShell } from "../ui/Field";
import { FieldGroup } from "../ui/FieldGroup";
import { commonWords } from "../words/common";
import { Control, isGrouped } from "./Control";
import { controlId } from "./controlId";
import { codesOf, type Field, fieldOf } from "./dialect";
import type { Session } from "./session";
import { speechNow } from "./speech";
import { holds, isRequired } from "./visible";
import type { WidgetProps } from "./widgets/widget";

interface Props {
  readonly session: Session;
  readonly path: string;
  readonly fault: string | undefined;
}

export function FormField({ session, path, fault }: Props) {
  const { form } = session;
  const field = fieldOf(form, path);
  const asked = session.answers.value.asked;
  if (field === undefined || !asked.has(path)) return null;
  if (session.dossier.value.conflicts.includes(path)) return <InConflict session={session} field={field} />;

  const speech = speechNow();
  const id = controlId(path);
  const hint = field.hint?.[speech.language];
  const isGroup = isGrouped(field.widget);
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
  const control = <Control {...widget} codes={codesOf(form, path)} digits={digits} />;
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
