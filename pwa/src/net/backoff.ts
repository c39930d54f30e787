/** When to try again: pure. A failure is a value, and what it means stands here alone. */

/** Why a round trip gave no answer. Nothing was acknowledged in any of these cases. */
export type Failure =
  /** No connection, or none within the time limit. */
  | { readonly kind: "unreachable" }
  /** Something answered that is not the hub: a captive portal's page, a redirect, a torn or unreadable body. */
  | { readonly kind: "not-the-hub" }
  /** It cannot be done now; the hub may say why (a problem's code) and for how long. */
  | { readonly kind: "busy"; readonly code: string; readonly retryAfterMs: number | null }
  /** The hub refuses this device or this request until a person does something. */
  | { readonly kind: "refused"; readonly code: string }
  /** This device could not read or keep something; its own storage is at fault. */
  | { readonly kind: "storage" };

const FIRST_DELAY_MS = 2_000;
export const DELAY_MS_MAX = 5 * 60_000;
export const RETRY_AFTER_MS_MAX = 60 * 60_000;
const DOUBLINGS_MAX = 10;
const HTTP_DATE = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$/;

/**
 * How long to wait after the n-th failure in a row (n ≥ 1), or null: not before something happens.
 *
 * Full jitter: a thousand phones that lost one mast together must not come back together. What the hub asks for in
 * Retry-After is a floor. A refusal is no weather: it is asked again when a person opens the app or sends, not by a timer.
 */
export function nextDelayMs(failure: Failure, failures: number, random: number): number | null {
  if (failure.kind === "refused") return null;
  const ceiling = Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, DOUBLINGS_MAX));
  const floor = failure.kind === "busy" ? Math.min(failure.retryAfterMs ?? 0, RETRY_AFTER_MS_MAX) : 0;
  return Math.round(floor + FIRST_DELAY_MS / 4 + random * ceiling);
}

/** The code by which the screens find a sentence for a failure. */
export function codeOf(failure: Failure): string {
  return "code" in failure ? failure.code : failure.kind;
}

/** For what passes by itself, and nobody has said more. */
export const BUSY: Failure = { kind: "busy", code: "busy", retryAfterMs: null };

/** Retry-After in ms: seconds, or an HTTP date against the reply's own Date, so that our clock does not matter. */
export function retryAfterMs(header: string | null, date: string | null): number | null {
  if (header === null) return null;
  if (/^[0-9]{1,9}$/.test(header.trim())) return Number(header.trim()) * 1000;
  // Date.parse alone would make a year of "-5".
  if (date === null || !HTTP_DATE.test(header) || !HTTP_DATE.test(date)) return null;
  const wait = Date.parse(header) - Date.parse(date);
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}
