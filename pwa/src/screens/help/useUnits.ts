/** The table of units once it has come; empty until then. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { loadUnits, type Unit } from "../../forms/units";

export function useUnits(): readonly Unit[] {
  const units = useSignal<readonly Unit[]>([]);
  useEffect(() => {
    void loadUnits().then((table) => {
      units.value = table;
    });
  }, [units]);
  return units.value;
}
