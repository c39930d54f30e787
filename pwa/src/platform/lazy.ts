/** Screens that are fetched when first opened, and what to do when that fails because a newer release took their place. */

import { flushForms } from "./busy";

/** Kept for this tab only: one reload was tried, a second would turn in a circle. */
const RELOADED = "haidang-reloaded";

/** Loads a screen. If its file is gone, stores what is typed and reloads the page, once; else the failure is the caller's. */
export async function loadScreen<T>(load: () => Promise<T>): Promise<T> {
  try {
    const screen = await load();
    sessionStorage.removeItem(RELOADED);
    return screen;
  } catch (error) {
    // Without a network the file is merely out of reach.
    if (!navigator.onLine || sessionStorage.getItem(RELOADED) !== null) throw error;
    sessionStorage.setItem(RELOADED, "1");
    await flushForms();
    location.reload();
    return new Promise<never>(() => undefined);
  }
}
