/** The procedures in force, one row each: pressed, it is chosen. */

import type { Procedure } from "../../forms/procedures";
import { language } from "../../store/settings";
import { Icon } from "../../ui/Icon";
import { inForce, useToday } from "./today";

interface Props {
  readonly chosen?: string;
  readonly onChoose: (procedure: Procedure) => void;
}

export function ProcedureChoice({ chosen, onChoose }: Props) {
  useToday();
  const spoken = language.value;
  const inOrder = inForce.value.toSorted((a, b) => a.plain[spoken].localeCompare(b.plain[spoken], spoken));
  return (
    <ul class="plain-list choices">
      {inOrder.map((procedure) => (
        <li key={procedure.code}>
          <button
            type="button"
            class="action"
            aria-pressed={procedure.code === chosen}
            onClick={() => onChoose(procedure)}
          >
            <span>{procedure.plain[spoken]}</span>
            <Icon name="forward" />
          </button>
        </li>
      ))}
    </ul>
  );
}
