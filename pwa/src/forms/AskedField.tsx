/** One field that is asked: its label in the form's own term, its hint, its fault, and the widget that its kind asks for. */

import type { Value } from "../sync/packing";
import { Button } from "../ui/Button";
import { describedBy, Field as FieldShell } from "../ui/Field";
import { FieldGroup } from "../ui/FieldGroup";
import { StatePill } from "../ui/StatePill";
import { commonWords } from "../words/common";
import { Areas } from "./Areas";
import { Clear, isClearable } from "./Clear";
import { Control, isGrouped, isTicked } from "./Control";
import { controlId } from "./controlId";
import { codesOf, type Field, fieldOf } from "./dialect";
import { answerText } from "./format";
import { type Doubt, doubtAt } from "./mending";
import type { Filling } from "./session";
import { speechNow } from "./speech";
import { useSame } from "./useSame";
import { holds, isRequired } from "./visible";
import type { WidgetProps } from "./widgets/widget";

interface Props {
  readonly filling: Filling;
  readonly path: string;
  readonly fault: string | undefined;
  /** Off where everything may be left empty, and the page says so once. */
  readonly marksOptional: boolean;
}

export function AskedField({ filling, path, fault, marksOptional }: Props) {
  const { form } = filling;
  const field = fieldOf(form, path);
  const now = useSame(() => shownOf(filling, path));
  if (field === undefined || now === null) return null;

  const speech = speechNow();
  const { answer, isOptional, digits } = now;
  const id = controlId(path);
  const hint = field.hint?.[speech.language];
  const isGroup = isGrouped(field.widget);
  const widget: WidgetProps = {
    id,
    field,
    value: answer ?? field.default ?? null,
    speech,
    // In a group the fieldset is described, once for all its controls.
    describedBy: isGroup ? undefined : describedBy(id, hint !== undefined, fault !== undefined),
    invalid: fault === undefined ? undefined : true,
    onWrite: (value) => filling.put(path, value),
    onDone: () => void filling.flush(),
  };
  const doubt = fault === undefined ? now.doubt : undefined;
  const label = (
    <>
      {field.label[speech.language]}
      {marksOptional && isOptional && <span class="optional"> ({speech.fields.optional})</span>}
    </>
  );
  const control = (
    <>
      <Control {...widget} codes={codesOf(form, path)} digits={digits} calendar={form.calendar} />
      {isOptional && isClearable(field, answer) && <Clear {...widget} />}
    </>
  );
  const { faultPrefix } = commonWords.value;
  return (
    <>
      {isGroup ? (
        <FieldGroup id={`${id}-group`} legend={label} {...shellOf(hint, fault)} faultPrefix={faultPrefix}>
          {control}
        </FieldGroup>
      ) : (
        <FieldShell
          id={id}
          label={isTicked(field.widget) ? undefined : label}
          {...shellOf(hint, fault)}
          faultPrefix={faultPrefix}
        >
          {() => control}
        </FieldShell>
      )}
      <Doubted doubt={doubt} field={field} onTake={(answer) => take(filling, path, answer)} />
      {field.areas_of !== undefined && <Areas filling={filling} path={path} />}
    </>
  );
}

/** What stands there now; null where it is not asked. */
function shownOf(filling: Filling, path: string) {
  const { form, answers } = filling;
  const { asked } = answers.value;
  const field = fieldOf(form, path);
  if (field === undefined || !asked.has(path)) return null;
  const { digits = false } = field;
  return {
    answer: asked.get(path) ?? null,
    doubt: doubtAt(filling, path, speechNow()),
    isOptional: !isRequired(form, path, asked),
    digits: digits === true || (digits !== false && holds(digits, path, asked)),
  };
}

function take(filling: Filling, path: string, answer: Value): void {
  filling.put(path, answer);
  void filling.flush();
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
