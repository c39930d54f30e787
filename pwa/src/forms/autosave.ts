/**
 * Writes answers down shortly after they are typed. One writing at a time; what is typed meanwhile goes with the next; what
 * could not be written stays here, is shown as not saved, and goes again with the next answer or when asked.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Operation } from "../sync/change";
import type { Value } from "../sync/packing";

/** "saved" is said only after the device has promised to keep it. */
export type Saving =
  | { readonly state: "untouched" | "typing" | "saving" | "saved" }
  | { readonly state: "failed"; readonly reason: unknown };

export interface Autosave {
  readonly saving: ReadonlySignal<Saving>;
  /** Answers that are typed and not written down yet, by path. */
  readonly pending: ReadonlySignal<ReadonlyMap<string, Value>>;
  put(path: string, value: Value): void;
  /** Writes down what is pending, and then these operations. False if the device refused; then nothing is lost here. */
  flush(operations?: readonly Operation[]): Promise<boolean>;
}

const TYPING_MS = 400;

export function autosave(save: (operations: readonly Operation[]) => Promise<void>): Autosave {
  const saving = signal<Saving>({ state: "untouched" });
  const pending = signal<ReadonlyMap<string, Value>>(new Map());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<boolean> = Promise.resolve(true);

  async function write(operations: readonly Operation[]): Promise<boolean> {
    const taken = pending.peek();
    const sets = [...taken].map(([path, value]): Operation => ["set", path, value]);
    if (sets.length + operations.length === 0) return true;
    saving.value = { state: "saving" };
    try {
      await save([...sets, ...operations]);
    } catch (reason) {
      saving.value = { state: "failed", reason };
      return false;
    }
    // What was typed again meanwhile is still pending.
    pending.value = new Map([...pending.peek()].filter(([path, value]) => taken.get(path) !== value));
    saving.value = { state: pending.peek().size === 0 ? "saved" : "typing" };
    return true;
  }

  function flush(operations: readonly Operation[] = []): Promise<boolean> {
    clearTimeout(timer);
    last = last.then(() => write(operations));
    return last;
  }

  function put(path: string, value: Value): void {
    pending.value = new Map(pending.peek()).set(path, value);
    if (saving.peek().state !== "saving") saving.value = { state: "typing" };
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), TYPING_MS);
  }

  return { saving, pending, put, flush };
}
