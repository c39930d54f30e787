/** What a tab or the worker tells the others after a transaction: where to look again, never what is there. */

import type { Hex } from "../sync/packing";
import { nameOf } from "./profile";

export interface Note {
  /** Dossiers of which something moved. */
  readonly documents?: readonly Hex[];
  /** Something came from the hub for them: it may be stored and not applied. */
  readonly arrived?: true;
  /** Dossiers that the running exchange carries; empty when it is over. */
  readonly sending?: readonly Hex[];
  /** What the person keeps about themselves moved. */
  readonly mine?: true;
  /** Who this device writes for, or its key, moved. */
  readonly identity?: true;
  /** The hub has said who the person is to it. */
  readonly me?: true;
  /** The hub was asked for its catalogue. */
  readonly catalogue?: true;
}

const listeners = new Set<(note: Note) => void>();
let opened: BroadcastChannel | null = null;

/** Tells this tab, at once, and all others of the same profile. */
export function tell(note: Note): void {
  hear(note);
  channel()?.postMessage(note);
}

/** Call what it returns to stop listening. */
export function watch(listener: (note: Note) => void): () => void {
  channel();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Opened at first use: the worker knows only then for whom it speaks. */
function channel(): BroadcastChannel | null {
  // Too old a browser has none: the gate says so, and must live to say it.
  if (opened !== null || !("BroadcastChannel" in globalThis)) return opened;
  opened = new BroadcastChannel(nameOf("notes"));
  opened.addEventListener("message", (event: MessageEvent<Note>) => hear(event.data));
  return opened;
}

function hear(note: Note): void {
  for (const listener of listeners) listener(note);
}
