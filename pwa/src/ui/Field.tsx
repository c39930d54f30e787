/** The shell of one question with one control: label, hint, fault, and the ids that tie them together. */
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

export interface Tied {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
}

interface Props {
  readonly id: string;
  /** Absent where the control says itself what it is for, as a tick does. */
  readonly label?: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** The same sentence as in the summary on top. */
  readonly fault?: string | undefined;
  /** Said before the fault for those who only hear it: `Lỗi:`. */
  readonly faultPrefix?: string;
  /** The label is the screen's heading already: keep it for screen readers only. */
  readonly labelHidden?: boolean;
  readonly children: (tied: Tied) => ComponentChildren;
}

export function Field({ id, label, hint, fault, faultPrefix, labelHidden = false, children }: Props) {
  return (
    <div class={fault === undefined ? "field" : "field faulty"}>
      {label !== undefined && (
        <label for={id} class={labelHidden ? "sr" : "label"}>
          {label}
        </label>
      )}
      {hint !== undefined && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {fault !== undefined && <FieldFault id={`${id}-fault`} prefix={faultPrefix} sentence={fault} />}
      {children({
        id,
        "aria-describedby": describedBy(id, hint !== undefined, fault !== undefined),
        "aria-invalid": fault === undefined ? undefined : true,
      })}
    </div>
  );
}

interface FaultProps {
  readonly id: string;
  readonly prefix?: string | undefined;
  readonly sentence: string;
}

export function FieldFault({ id, prefix, sentence }: FaultProps) {
  return (
    <p class="fault" id={id}>
      <Icon name="alert" />
      {prefix !== undefined && <span class="sr">{prefix} </span>}
      <span>{sentence}</span>
    </p>
  );
}

export function describedBy(id: string, hinted: boolean, faulty: boolean): string | undefined {
  const ids = [hinted ? `${id}-hint` : "", faulty ? `${id}-fault` : ""].filter((each) => each !== "");
  return ids.length === 0 ? undefined : ids.join(" ");
}
