/** How the dossier on a screen goes on in a newer version of its form; null while that is looked up, and where it does not. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dayOf } from "../../forms/days";
import { type WayOn, wayOn } from "../../forms/wayOn";
import { hubTimeMs } from "../../store/exchangeFacts";

export function useWayOn(form: string): WayOn | "none" | null {
  const found = useSignal<WayOn | "none" | null>(null);
  useEffect(() => {
    let left = false;
    void (async () => {
      const way = await wayOn(form, dayOf(await hubTimeMs()));
      if (!left) found.value = way ?? "none";
    })().catch(() => {
      if (!left) found.value = "none";
    });
    return () => {
      left = true;
    };
  }, [form, found]);
  return found.value;
}
