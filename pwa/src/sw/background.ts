/** Sends what is unsent when the browser wakes the worker: the same exchange as in a page, under the same lock. */

import { exchange } from "../net/exchange";
import { grapevine, ifFree } from "../net/leader";
import { SYNC_TAG } from "../platform/workerMessages";

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
  const pages = grapevine(() => undefined);
  try {
    const done = await ifFree(async () => {
      const beganMs = Date.now();
      pages.tell({ beganMs, done: null });
      const done = await exchange(AbortSignal.timeout(SLICE_MS));
      pages.tell({ beganMs, done });
      return done;
    });
    if (done === null || done.failure !== null)
      throw new Error(done?.failure?.kind ?? "a page exchanges now");
  } finally {
    pages.close();
  }
}
