/** One field of a page: its label in the form's own term, its hint, its fault, and the widget that its kind asks for. */

import type { Value } from "../sync/packing";
import { Band } from "../ui/Band";
import { Button } from "../ui/Button";
import { describedBy, Field as FieldShell } from "../ui/Field";
import { FieldGroup } from "../ui/FieldGroup";
import { StatePill } from "../ui/StatePill";
import { commonWords } from "../words/common";
import { Clear, isClearable } from "./Clear";
import { Control, isGrouped } from "./Control";
import { controlId } from "./controlId";
import { codesOf, type Field, fieldOf } from "./dialect";
import { answerText } from "./format";
import { type Doubt, doubtAt } from "./mending";
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
  const doubt = fault === undefined ? doubtAt(session, path, speech) : undefined;
  const isOptional = !isRequired(form, path, asked);
  const label = (
    <>
      {field.label[speech.language]}
      {isOptional && <span class="optional"> ({speech.fields.optional})</span>}
    </>
  );
  const digits = field.digits !== undefined && (field.digits === true || holds(field.digits, path, asked));
  const control = (
    <>
      <Control {...widget} codes={codesOf(form, path)} digits={digits} calendar={form.calendar} />
      {isOptional && isClearable(field, asked.get(path) ?? null) && <Clear {...widget} />}
    </>
  );
  const { faultPrefix } = commonWords.value;
  return (
    <>
      {isGroup ? (
        <FieldGroup
          id={`${id}-group`}
          legend={label}
          // The tick says the same.
          legendHidden={field.widget === "declaration" || field.widget === "tick"}
          {...shellOf(hint, fault)}
          faultPrefix={faultPrefix}
        >
          {control}
        </FieldGroup>
      ) : (
        <FieldShell id={id} label={label} {...shellOf(hint, fault)} faultPrefix={faultPrefix}>
          {() => control}
        </FieldShell>
      )}
      <Doubted doubt={doubt} field={field} onTake={(answer) => take(session, path, answer)} />
    </>
  );
}

function take(session: Session, path: string, answer: Value): void {
  session.put(path, answer);
  void session.flush();
}

interface DoubtedProps {
  readonly doubt: Doubt | undefined;
  readonly field: Field;
  readonly onTake: (answer: Value) => void;
}

/** What may be wrong and keeps nobody from going on; where an answer would do, it can be taken. */
function Doubted({ doubt, field, onTake }: DoubtedProps) {
  const speech = speechNow();
  return (
    <div class="doubt" role="status">
      {doubt !== undefined && (
        <>
          <p>
            <StatePill tone="wait" icon="alert">
              {doubt.sentence}
            </StatePill>
          </p>
          {doubt.offer !== null && (
            <Button onPress={() => onTake(doubt.offer)}>
              {speech.fields.takeOffer(answerText(field, doubt.offer, speech))}
            </Button>
          )}
        </>
      )}
    </div>
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
