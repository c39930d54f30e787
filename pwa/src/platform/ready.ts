/** "Máy này đã sẵn sàng dùng khi mất mạng": true only once the worker holds every file of its release. */

import { signal } from "@preact/signals";
import { COMPLETE } from "./workerMessages";

export const cacheReady = signal(false);

/** Asks the active worker, which fetches what is missing before it answers. Without a network it may stay false. */
export async function askWhetherReady(container: ServiceWorkerContainer): Promise<void> {
  const { active } = await container.ready;
  if (active === null) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (event) => {
    cacheReady.value = event.data === true;
    port1.close();
  };
  active.postMessage(COMPLETE, [port2]);
}
