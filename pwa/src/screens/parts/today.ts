/** What is in force today, by the hub's clock as far as it is known here. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dayOf } from "../../forms/days";
import { recordOn } from "../../forms/inForce";
import { type Procedure, procedures } from "../../forms/procedures";
import { hubTimeMs } from "../../store/exchangeFacts";

const day = signal(dayOf(Date.now()));

export const today: ReadonlySignal<string> = day;

/** One record of each procedure. */
export const inForce: ReadonlySignal<readonly Procedure[]> = computed(() =>
  procedures.value.filter((each) => recordOn(procedures.value, each.code, day.value) === each),
);

/** Looks at the clock again; for each screen that shows what is in force. */
export function useToday(): void {
  useEffect(() => {
    void hubTimeMs().then(
      (now) => {
        day.value = dayOf(now);
      },
      () => {},
    );
  }, []);
}
