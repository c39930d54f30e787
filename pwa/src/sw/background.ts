/**
 * Sends what is unsent when the browser wakes the worker: the same exchange as in a page, under the same lock. Only for
 * the profile that is present: the others wait for their people, and practice has nothing to send.
 */

import { exchange } from "../net/exchange";
import { grapevine, ifFree } from "../net/leader";
import { SYNC_TAG } from "../platform/workerMessages";
import { close, leave } from "../store/db";
import { hereInWorker, presentInWorker } from "../store/present";
import { PEOPLE, type Profile } from "../store/profile";

declare const self: ServiceWorkerGlobalScope;

/** Not in the worker library: Chromium only. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** Browsers end such an event after some minutes and a worker that looks idle sooner; what is left waits its turn. */
const SLICE_MS = 25_000;

self.addEventListener("sync", (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === SYNC_TAG) sync.waitUntil(send());
});

/** Rejects where something stood in the way: then the browser wakes the worker again, some minutes later. */
async function send(): Promise<void> {
  const profile = await hereInWorker();
  if (profile.isPractice) return;
  // This run began for somebody who has left since; the browser wakes another one for whoever is here now.
  if (!(await isPresent(profile))) throw new Error("another person is here now");
  const pages = grapevine(() => undefined);
  const leaving = new BroadcastChannel(PEOPLE);
  const stop = new AbortController();
  leaving.onmessage = () => {
    stop.abort();
    // A handle that is opened again after its database was removed would make it anew.
    void leave();
  };
  const slice = setTimeout(() => stop.abort(), SLICE_MS);
  try {
    const done = await ifFree(async () => {
      const beganMs = Date.now();
      pages.tell({ beganMs, done: null });
      const done = await exchange(stop.signal);
      pages.tell({ beganMs, done });
      return done;
    });
    if (done === null || done.failure !== null)
      throw new Error(done?.failure?.kind ?? "a page exchanges now");
  } finally {
    clearTimeout(slice);
    await close();
    leaving.close();
    pages.close();
  }
}

async function isPresent({ id }: Profile): Promise<boolean> {
  return (await presentInWorker()).id === id;
}
