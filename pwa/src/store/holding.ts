/**
 * A person is in a field: what others write to the dossier is stored and not applied, until the field is left or no key
 * was pressed for a while (SPEC O6). What is typed is held against the state that was on the screen when typing began,
 * so that a value never claims to have seen what arrived since (SPEC O4, O7).
 */

import type { Hex } from "../sync/packing";
import { type Seen, seenNow } from "./drawing";
import { keepOut, takeStored } from "./taking";

interface Hold {
  readonly seen: Seen | undefined;
  /** Lets others' changes in; null while nothing keeps them out. */
  letIn: (() => void) | null;
  /** Resolves once the lock that kept them out is gone. */
  gone: Promise<void>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const QUIET_MS = 30_000;
const holds = new Map<Hex, Hold>();
/** Fields that are being left: what waited is applied before the next field keeps it out again. */
const leaving = new Map<Hex, Promise<void>>();

/** Call it when a field is entered, and what it returns when the field is left. */
export function hold(document: Hex): () => void {
  const held: Hold = { seen: seenNow(document), letIn: null, gone: Promise.resolve(), timer: undefined };
  holds.set(document, held);
  keep(document, held);
  return () => {
    // In a later task: what the field still has to say belongs to the hold.
    const left = new Promise((resolve) => setTimeout(resolve)).then(() => {
      if (holds.get(document) === held) holds.delete(document);
      return end(document, held);
    });
    leaving.set(document, left);
    void left.then(() => {
      if (leaving.get(document) === left) leaving.delete(document);
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

function keep(document: Hex, held: Hold): void {
  clearTimeout(held.timer);
  held.timer = setTimeout(end, QUIET_MS, document, held);
  if (held.letIn !== null) return;
  const until = new Promise<void>((resolve) => {
    held.letIn = resolve;
  });
  const before = leaving.get(document) ?? Promise.resolve();
  // A lock that cannot be had only means that others' changes may come in; nothing is lost by it.
  held.gone = before.then(() => keepOut(document, until)).catch(() => {});
}

async function end(document: Hex, held: Hold): Promise<void> {
  clearTimeout(held.timer);
  held.letIn?.();
  held.letIn = null;
  await held.gone;
  // Where another tab's person is in a field, that tab applies them; if storage fails now, the next opening does.
  await takeStored(document).catch(() => {});
}
