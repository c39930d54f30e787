/**
 * One exchange at a time for all tabs of a profile and the service worker, and everybody learns how it went.
 *
 * The lock is economy, not correctness: the hub stands two at once. An exchange sends whatever lies in the store when it
 * begins, so one that began after somebody asked has done what that somebody wanted.
 */

import { nameOf } from "../store/profile";
import type { Exchanged } from "./exchange";

/** What the one that exchanges tells the others; `done` is null when it begins. */
export interface Told {
  readonly beganMs: number;
  readonly done: Exchanged | null;
}

/** Runs `work` once no other tab nor the worker exchanges; an AbortError when `signal` ends the wait. */
export function whenFree<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return navigator.locks.request(nameOf("exchange"), { signal }, work);
}

/** Runs `work` if nobody exchanges now, else answers null at once. */
export function ifFree<T>(work: () => Promise<T>): Promise<T | null> {
  return navigator.locks.request(nameOf("exchange"), { ifAvailable: true }, (lock) =>
    lock === null ? null : work(),
  );
}

export interface Grapevine {
  tell(told: Told): void;
  close(): void;
}

/** Hears what others tell, not what this side tells itself. */
export function grapevine(hear: (told: Told) => void): Grapevine {
  const channel = new BroadcastChannel(nameOf("exchange"));
  channel.onmessage = (event: MessageEvent<Told>) => hear(event.data);
  return { tell: (told) => channel.postMessage(told), close: () => channel.close() };
}
