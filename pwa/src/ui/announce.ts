/** What is said aloud to a screen reader without moving the focus: saved, sent, chosen. */
import { signal } from "@preact/signals";

/** Two places take turns, so that the same sentence is said again when it is true again. */
export const spoken = signal<readonly [string, string]>(["", ""]);

export function announce(sentence: string): void {
  spoken.value = spoken.value[0] === "" ? [sentence, ""] : ["", sentence];
}
