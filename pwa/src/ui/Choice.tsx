/** One radio button or check box: the whole row is the target. */
import type { ComponentChildren } from "preact";

interface Props {
  readonly kind: "radio" | "checkbox";
  readonly id: string;
  readonly name: string;
  readonly checked: boolean;
  readonly hint?: ComponentChildren;
  /** Where it stands alone for its question. */
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean | undefined;
  readonly onChoose: (checked: boolean) => void;
  readonly children: ComponentChildren;
}

export function Choice({ kind, id, name, checked, hint, describedBy, invalid, onChoose, children }: Props) {
  return (
    <div class="choice">
      <input
        type={kind}
        id={id}
        name={name}
        checked={checked}
        aria-describedby={hint === undefined ? describedBy : `${id}-hint`}
        aria-invalid={invalid}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <label for={id}>{children}</label>
      {hint !== undefined && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}
