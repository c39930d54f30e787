/** Where the focus goes once a fact is no longer being written: to the button that it came from, which is drawn again then. */

import { useLayoutEffect } from "preact/hooks";

let awaited = "";

/** `place`: the id of a fact, or the kind of one that was not added after all. */
export function returnTo(place: string): void {
  awaited = place;
}

/** For what draws the button with that id. */
export function useReturned(place: string, button: string): void {
  useLayoutEffect(() => {
    if (awaited !== place) return;
    awaited = "";
    document.getElementById(button)?.focus();
  }, []);
}
