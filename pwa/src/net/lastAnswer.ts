/** When the hub last answered, across restarts of the app: a time and nothing personal, so it lies in localStorage. */

import { itemIn, nameOf } from "../store/profile";

export function lastAnswerMs(): number | null {
  const kept = Number(itemIn(nameOf("lastAnswer")));
  return Number.isSafeInteger(kept) && kept > 0 ? kept : null;
}

export function keepLastAnswer(ms: number): void {
  try {
    localStorage.setItem(nameOf("lastAnswer"), String(ms));
  } catch {
    // Storage may be forbidden altogether: then it is known for this visit.
  }
}
