/** Going to another's door and coming back: what the address brings, taken out of it at once, and where one was before. */

/** As RFC 6749 names it; `error` stands alone, and a code with its state. */
export interface BroughtBack {
  readonly code: string | null;
  readonly state: string | null;
  readonly issuer: string | null;
  readonly error: string | null;
}

/** It is a key for some minutes: it stays neither in the address bar nor in the history of a shared device. */
export function takeFromAddress(): BroughtBack {
  const query = new URLSearchParams(location.search);
  if (location.search !== "") history.replaceState(history.state, "", location.pathname);
  return {
    code: query.get("code"),
    state: query.get("state"),
    issuer: query.get("iss"),
    error: query.get("error"),
  };
}

/** Leaves the app for another's page. `name`: under which this tab keeps for this person where they were. */
export function leaveFor(address: string, name: string): void {
  sessionStorage.setItem(name, location.pathname);
  location.assign(address);
}

/** The path from which this person left in this tab; null in another tab or app. Only a path of this app's own. */
export function wasBefore(name: string): string | null {
  const path = sessionStorage.getItem(name);
  sessionStorage.removeItem(name);
  return path !== null && /^\/(?!\/)/.test(path) ? path : null;
}
