/** The shell of one question with several controls: radios, check boxes, the parts of a date. */
import type { ComponentChildren } from "preact";
import { describedBy, FieldFault } from "./Field";

interface Props {
  readonly id: string;
  readonly legend: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly fault?: string | undefined;
  readonly faultPrefix?: string;
  readonly children: ComponentChildren;
}

export function FieldGroup({ id, legend, hint, fault, faultPrefix, children }: Props) {
  return (
    <fieldset
      id={id}
      class={fault === undefined ? "field" : "field faulty"}
      aria-describedby={describedBy(id, hint !== undefined, fault !== undefined)}
    >
      <legend class="label">{legend}</legend>
      {hint !== undefined && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {fault !== undefined && <FieldFault id={`${id}-fault`} prefix={faultPrefix} sentence={fault} />}
      {children}
    </fieldset>
  );
}
