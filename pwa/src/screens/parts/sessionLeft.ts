/** How long the person's session still stands, by the hub's clock, and anew every so often while it is looked at. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { hubNowMs, me } from "../../store/me";
import type { session } from "../../words/vi/session";

const LOOK_MS = 15_000;
const MINUTE_MS = 60_000;

/** 0 where none is open. */
export function useSessionLeft(): number {
  const nowMs = useSignal(Date.now());
  const known = me.value;
  const left = known?.session ? Math.max(0, known.session.ends - hubNowMs(known, nowMs.value)) : 0;
  useEffect(() => {
    nowMs.value = Date.now();
    if (known?.session === null || known === null) return;
    const look = () => {
      nowMs.value = Date.now();
    };
    const timer = setInterval(look, LOOK_MS);
    // A computer that slept wakes up to a session that may be long over.
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [known]);
  return left;
}

/** "3 giờ 12 phút", rounded down: nobody is promised more than there is. */
export function spanOf(ms: number, words: typeof session): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return words.underMinute;
  return minutes < 60 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60), minutes % 60);
}
