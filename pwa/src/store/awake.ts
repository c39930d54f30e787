/**
 * Whether the person of this profile is at the device: on a shared one, only as long as somebody touches it. All tabs
 * read and write the same note, which names the person, so that nobody goes on in another's name.
 */

import { AWAKE, here, isShared, itemIn } from "./profile";

export const IDLE_MS_MAX = 120_000;
/** A clock is set right by seconds all the time; by more, nobody knows how long it was. */
const BACK_MS_MAX = 5_000;

interface Note {
  readonly id: string;
  readonly ms: number;
}

/** False where a shared device has to be asked who is there. */
export function isAwake(nowMs: number): boolean {
  if (!isShared()) return true;
  const note = noteIn(itemIn(AWAKE));
  const idleMs = nowMs - (note?.ms ?? 0);
  return note?.id === here().id && idleMs < IDLE_MS_MAX && idleMs > -BACK_MS_MAX;
}

/** Somebody touched the device, or has just shown who they are. */
export function stayAwake(nowMs: number, id: string = here().id): void {
  localStorage.setItem(AWAKE, JSON.stringify({ id, ms: nowMs } satisfies Note));
}

/** Somebody else's note stays: a page that is on its way out says nothing of the next person. */
export function fallAsleep(): void {
  if (noteIn(itemIn(AWAKE))?.id === here().id) localStorage.removeItem(AWAKE);
}

function noteIn(text: string | null): Note | null {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
