/** The sign-in code, typed or come with a link: taken out of the address bar before anything else, kept until used. */

import { signal } from "@preact/signals";

/** In memory only: it is a key, and the link is still where it came from. */
export const linkCode = signal("");

/** `/vao#ma=CODE`: the fragment never reached a server, and must not stay in the history of a shared device either. */
export function takeCodeFromAddress(): void {
  const code = codeIn(location.hash);
  if (code === null) return;
  history.replaceState(history.state, "", location.pathname);
  linkCode.value = code;
}

export function codeIn(fragment: string): string | null {
  const code = new URLSearchParams(fragment.replace(/^#/, "")).get("ma")?.trim() ?? "";
  return code === "" ? null : code;
}
