/** What had the focus and is gone, because it has done its work, leaves it to the screen's heading: or nothing would have it. */
import { useLayoutEffect, useRef } from "preact/hooks";

/** For the element that may go. */
export function useKeptFocus<E extends HTMLElement>() {
  const leaving = useRef<E>(null);
  useLayoutEffect(
    () => () => {
      if (leaving.current?.contains(document.activeElement) === true) queueMicrotask(focusHeading);
    },
    [],
  );
  return leaving;
}

function focusHeading(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
}
