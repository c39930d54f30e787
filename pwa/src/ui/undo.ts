/** The one thing that can be taken back right now. It waits without a clock, until it is answered or replaced. */
import { signal } from "@preact/signals";

export interface Undoable {
  readonly sentence: string;
  readonly undo: () => Promise<void>;
}

export const undoable = signal<Undoable | null>(null);

export function offerUndo(sentence: string, undo: () => Promise<void>): void {
  undoable.value = { sentence, undo };
}
