/** When the hub last answered, across restarts of the app: a time and nothing personal, so it lies in localStorage. */

const KEY = "haidang-last-answer";

export function lastAnswerMs(): number | null {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return Number.isSafeInteger(kept) && kept > 0 ? kept : null;
  } catch {
    // Storage may be forbidden altogether.
    return null;
  }
}

export function keepLastAnswer(ms: number): void {
  try {
    localStorage.setItem(KEY, String(ms));
  } catch {
    // As above: then it is known for this visit.
  }
}
