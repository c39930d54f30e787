/** Whether the device believes to have a network. "No" is certain, "yes" is not: only a reply from the hub is. */

import { signal } from "@preact/signals";

export const online = signal(navigator.onLine);

export function watchOnline(): void {
  const look = () => {
    online.value = navigator.onLine;
  };
  addEventListener("online", look);
  addEventListener("offline", look);
}
