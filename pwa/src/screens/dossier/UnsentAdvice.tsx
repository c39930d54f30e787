/** What waits for a network and must not wait till morning: what to do instead, from the hour that its procedure names. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { clockOf, isBetween } from "../../forms/days";
import { language } from "../../store/settings";
import { Band } from "../../ui/Band";
import { procedureOf } from "../parts/procedureName";

const MINUTE_MS = 60_000;

export function UnsentAdvice({ form }: { readonly form: string }) {
  const nowMs = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      nowMs.value = Date.now();
    }, MINUTE_MS);
    return () => clearInterval(timer);
  }, [nowMs]);
  const unsent = procedureOf(form)?.unsent;
  const isLate = unsent !== undefined && isBetween(clockOf(nowMs.value), unsent.begins, unsent.ends);
  return (
    <div role="status">
      {isLate && (
        <Band icon="alert" tone="mend">
          {unsent.advice.text[language.value]}
        </Band>
      )}
    </div>
  );
}
