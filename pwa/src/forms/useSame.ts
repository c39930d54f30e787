/** For what is drawn from the answers: they change with every letter, and what one field shows of them hardly ever. */

import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";

/**
 * What `look` sees, told apart as JSON: the same object for as long as it says the same, so that nothing is drawn again.
 * It looks again when a signal that it read changes, and only then: all else that it reads must stay.
 */
export function useSame<T>(look: () => T): T {
  const seen = useRef<T | null>(null);
  return useComputed((): T => {
    const now = look();
    if (seen.current === null || JSON.stringify(seen.current) !== JSON.stringify(now)) seen.current = now;
    return seen.current;
  }).value;
}
