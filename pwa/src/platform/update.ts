/** The service worker seen from a page: registration, "a new version is here", and taking it over without losing a word. */

import { signal } from "@preact/signals";
import { answerWorker, flushForms, formsHeld } from "./busy";
import { askWhetherReady } from "./ready";
import { workerAddress } from "./workerAddress";
import { ACTIVATE } from "./workerMessages";

/** A new release is installed and waits for its turn. */
export const updateWaiting = signal(false);

let waiting: ServiceWorker | null = null;
let wanted = false;

/** Registers the worker and follows it; asks again for what is missing whenever the network comes back. */
export async function watchWorker(): Promise<void> {
  const container = navigator.serviceWorker;
  answerWorker();
  container.addEventListener("controllerchange", () => {
    if (wanted && formsHeld.value === 0) location.reload();
  });
  const registration = await container
    .register(workerAddress(), { updateViaCache: "none" })
    // No network at the first visit, or a browser that forbids it: the app works as long as the page is open.
    .catch(() => null);
  if (registration === null) return;
  follow(registration);
  addEventListener("online", () => {
    void registration.update().catch(() => undefined);
    void askWhetherReady(container);
  });
  await askWhetherReady(container);
}

/** Takes the new release over and reloads, unless a form is open here or, as the worker finds out, in another tab. */
export async function applyUpdate(): Promise<void> {
  if (waiting === null || formsHeld.value > 0) return;
  await flushForms();
  wanted = true;
  waiting.postMessage(ACTIVATE);
}

function follow(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // Without a controller this is the first installation, which nobody waits for.
    waiting = navigator.serviceWorker.controller === null ? null : registration.waiting;
    updateWaiting.value = waiting !== null;
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
}
