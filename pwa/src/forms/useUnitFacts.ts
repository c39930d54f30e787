/** What a unit has published, out of the catalogue that is on this device; read anew whenever another has come. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { catalogue } from "../store/catalogue";
import { loadEntry } from "./entries";
import type { PublishedFact } from "./unitFacts";

/** Null while it is being read, where it cannot be, and for no unit. Most units have published nothing. */
export function useUnitFacts(unit: string | null): readonly PublishedFact[] | null {
  const facts = useSignal<readonly PublishedFact[] | null>(null);
  useEffect(() => {
    facts.value = null;
    if (unit === null) return;
    let latest = 0;
    const stop = catalogue.subscribe(() => {
      latest += 1;
      const mine = latest;
      void loadEntry(`unit/${unit}`, nothing).then(
        (found) => {
          if (mine === latest) facts.value = found;
        },
        // What cannot be read now is read with the next news.
        () => {},
      );
    });
    return () => {
      latest = 0;
      stop();
    };
  }, [unit, facts]);
  return facts.value;
}

/** No release of the app brings any along: they are the units' own, and change. */
async function nothing(): Promise<readonly PublishedFact[]> {
  return [];
}
