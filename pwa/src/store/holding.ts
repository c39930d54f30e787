/**
 * A person is in a field: what others write to the dossier is stored and not applied, until the field is left or no key was
 * pressed for a while (SPEC O6). What is typed is held against the state that was on the screen when typing began, so that
 * a value never claims to have seen what arrived since (SPEC O4, O7).
 */

import type { Hex } from "../sync/packing";
import { type Seen, seenNow } from "./drawing";
import { keepOut, takeStored } from "./taking";

interface Hold {
  readonly seen: Seen | undefined;
  /** Lets others' changes in; null while they are let in already. */
  letIn: (() => void) | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const QUIET_MS = 30_000;
const holds = new Map<Hex, Hold>();

/** Call it when a field is entered, and what it returns when the field is left. */
export function hold(document: Hex): () => void {
  const held: Hold = { seen: seenNow(document), letIn: null, timer: undefined };
  holds.set(document, held);
  keep(document, held);
  return () => {
    // After this task: what the field still has to say belongs to the hold.
    setTimeout(() => {
      if (holds.get(document) === held) holds.delete(document);
      end(document, held);
    });
  };
}

/** A key was pressed in the field. */
export function stillThere(document: Hex): void {
  const held = holds.get(document);
  if (held !== undefined) keep(document, held);
}

/** What the person in this tab is looking at, or was when typing began. */
export function seenBy(document: Hex): Seen | undefined {
  const held = holds.get(document);
  return held === undefined ? seenNow(document) : held.seen;
}

function keep(document: Hex, hold: Hold): void {
  clearTimeout(hold.timer);
  hold.timer = setTimeout(end, QUIET_MS, document, hold);
  if (hold.letIn !== null) return;
  const until = new Promise<void>((resolve) => {
    hold.letIn = resolve;
  });
  // A lock that cannot be had only means that others' changes may come in; nothing is lost by it.
  keepOut(document, until).catch(() => {});
}

function end(document: Hex, hold: Hold): void {
  clearTimeout(hold.timer);
  hold.letIn?.();
  hold.letIn = null;
  // If storage fails now, they are applied when the dossier is opened next.
  takeStored(document, true).catch(() => {});
}
