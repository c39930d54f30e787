/** Whether somebody is typing into a form here. While so, nothing reloads this page and no new release takes over. */

import { signal } from "@preact/signals";
import { BUSY, BUSY_QUESTION, WORKER_CHANNEL } from "./workerMessages";

/** Writes down what is typed but not yet stored. False where the device refused. */
type Flush = () => Promise<boolean>;

const open = new Set<Flush>();

/** How many forms are open in this page. */
export const formsHeld = signal(0);

/** Called when a form is opened; call what it returns when the form is left. */
export function holdPage(flush: Flush): () => void {
  open.add(flush);
  formsHeld.value = open.size;
  return () => {
    open.delete(flush);
    formsHeld.value = open.size;
  };
}

/** Stores what is typed in every open form, before the page is loaded anew. False where something could not be stored. */
export async function flushForms(): Promise<boolean> {
  const done = await Promise.allSettled([...open].map((flush) => flush()));
  return done.every((each) => each.status === "fulfilled" && each.value);
}

/** Lets the worker know, whenever it asks, that this page must not be disturbed. */
export function answerWorker(): void {
  const channel = new BroadcastChannel(WORKER_CHANNEL);
  channel.onmessage = (event) => {
    if (event.data === BUSY_QUESTION && formsHeld.value > 0) channel.postMessage(BUSY);
  };
}
