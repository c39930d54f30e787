/** A one-time code and a name for this device: two boxes and a button. */

import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { commonWords } from "../../words/common";
import { enrolWords } from "../../words/enrol";
import { linkCode } from "./code";
import { EnrolProblem } from "./EnrolProblem";
import type { Enrolling } from "./enrolling";

export function CodeForm({ label, busy, problem, faults, submit }: Enrolling) {
  const words = enrolWords.value;
  const faultAt = (at: "code" | "label") => faults.find(({ id }) => id === at)?.sentence;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField id="code" label={words.code} hint={words.codeHint} fault={faultAt("code")} text={linkCode} />
      <TextField
        id="label"
        label={words.label}
        hint={words.labelHint}
        fault={faultAt("label")}
        text={label}
      />
      <EnrolProblem code={problem.value} />
      <p class="small">{words.warning}</p>
      <Button type="submit" weight="primary" icon="check" busy={busy.value}>
        {busy.value ? words.going : words.go}
      </Button>
    </form>
  );
}

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly fault: string | undefined;
  readonly text: { value: string };
}

function TextField({ id, label, hint, fault, text }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} fault={fault} faultPrefix={commonWords.value.faultPrefix}>
      {(tied) => (
        <input
          {...tied}
          class="input"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      )}
    </Field>
  );
}
