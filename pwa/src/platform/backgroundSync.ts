/** Background Sync, where there is one: the browser wakes the worker when there is a network, even with no page open. */

import { SYNC_TAG } from "./workerMessages";

/** Not in the DOM library: Chromium only. */
type WithSync = ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } };

/** Asks to be woken. Where that is impossible or forbidden, the next opening of the app sends. */
export async function wakeWorkerWhenOnline(): Promise<void> {
  try {
    const registration: WithSync | undefined = await navigator.serviceWorker.getRegistration();
    await registration?.sync?.register(SYNC_TAG);
  } catch {
    // As said.
  }
}
