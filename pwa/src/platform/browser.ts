/** What a browser must have for this app to keep its promises. All of it is in Chrome 110, Safari 16 and Firefox 115. */

/** The parts of a global object that are looked at; a plain object in tests. */
export interface Surroundings {
  readonly isSecureContext?: boolean;
  readonly indexedDB?: unknown;
  readonly BroadcastChannel?: unknown;
  readonly crypto?: { readonly subtle?: unknown };
  readonly navigator?: { readonly locks?: unknown; readonly serviceWorker?: unknown };
  readonly Array?: { readonly prototype: object };
}

/** Names of what is missing, for a report; empty where all is well. */
export function missing(here: Surroundings): readonly string[] {
  const needed: readonly (readonly [string, boolean])[] = [
    ["IndexedDB", here.indexedDB != null],
    ["WebCrypto", here.crypto?.subtle != null],
    ["WebLocks", here.navigator?.locks != null],
    ["ServiceWorker", here.navigator?.serviceWorker != null],
    ["BroadcastChannel", here.BroadcastChannel != null],
    ["ES2023", here.Array !== undefined && "toSorted" in here.Array.prototype],
  ];
  return needed.filter(([, present]) => !present).map(([name]) => name);
}
