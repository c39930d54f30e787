/** What was answered so far for the next person: in memory only, for nobody has agreed to anything yet. */

import { signal } from "@preact/signals";
import { type Draft, EMPTY } from "./draft";

export const draftOfSession = signal<Draft>(EMPTY);

export function forgetDraft(): void {
  draftOfSession.value = EMPTY;
}
