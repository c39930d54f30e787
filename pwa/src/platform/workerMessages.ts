/** The few words that pages and the service worker say to each other. */

/** Page → waiting worker: take over, unless a page has unsaved typing. */
export const ACTIVATE = "activate";

/** Page → active worker, with a port: answer true once every file for offline use is in the cache. */
export const COMPLETE = "complete?";

/** Worker → every page, over the channel below: is a form being filled in? Silence means no. */
export const BUSY_QUESTION = "busy?";

/** Page → worker, over the channel: yes, wait. */
export const BUSY = "busy";

export const WORKER_CHANNEL = "haidang-worker";

/** Tag of the Background Sync that sends what is unsent. */
export const SYNC_TAG = "haidang";
