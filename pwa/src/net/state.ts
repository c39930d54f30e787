/** How the conversation with the hub stands after one more attempt: pure. */

import { codeOf, DELAY_MS_MAX, type Failure, nextDelayMs, RETRY_AFTER_MS_MAX } from "./backoff";
import type { Exchanged } from "./exchange";
import type { Standing } from "./standing";

/** While the app is looked at, it asks this often whether something came: push is not everywhere. */
const POLL_MS = 60_000;

export function after(standing: Standing, done: Exchanged, nowMs: number, random: number): Standing {
  const answered =
    done.trips > 0
      ? {
          lastOkMs: nowMs,
          failures: 0,
          clockOffsetMs: done.clockOffsetMs ?? 0,
          isRevoked: done.isRevoked,
        }
      : {};
  const base: Standing = { ...standing, ...answered, running: false, notBeforeMs: 0 };
  if (done.failure !== null) return failed(base, done.failure, nowMs, random);
  // No trip and no failure: there is nobody to speak for, so nothing to wait for either.
  const next = done.trips > 0 ? nowMs + POLL_MS * (0.75 + random / 2) : null;
  return { ...base, failures: 0, problem: null, nextTryMs: next };
}

function failed(base: Standing, failure: Failure, nowMs: number, random: number): Standing {
  const failures = base.failures + 1;
  const delay = nextDelayMs(failure, failures, random);
  const asked = failure.kind === "busy" && failure.retryAfterMs !== null && delay !== null;
  return {
    ...base,
    failures,
    problem: codeOf(failure),
    nextTryMs: delay === null ? null : nowMs + delay,
    notBeforeMs: asked ? nowMs + delay : 0,
  };
}

/** Why an attempt is considered. A person's own wish is always followed; what happens by itself respects the pauses. */
export type Reason = "person" | "opened" | "online" | "submitted" | "typed" | "timer";

/** A refusal is asked again this often at most when the app is opened or comes back online. */
const REFUSED_PAUSE_MS = 60_000;

export function mayTry(standing: Standing, reason: Reason, triedMs: number | null, nowMs: number): boolean {
  if (reason === "person") return true;
  // Each span has two ends: a clock that is set back by years must not stop the app for years.
  if (within(standing.notBeforeMs - nowMs, RETRY_AFTER_MS_MAX + DELAY_MS_MAX)) return false;
  const refused = standing.failures > 0 && standing.nextTryMs === null;
  if (refused) {
    const recently = triedMs !== null && within(REFUSED_PAUSE_MS - (nowMs - triedMs), REFUSED_PAUSE_MS);
    return reason !== "typed" && reason !== "timer" && !recently;
  }
  // After a failure the timer decides, so that a phone in a lift does not ask once per answer typed.
  return reason !== "typed" || standing.failures === 0;
}

function within(spanMs: number, spanMsMax: number): boolean {
  return spanMs > 0 && spanMs <= spanMsMax;
}
