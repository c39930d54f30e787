/** Language and text size: no personal data, so in localStorage, which can be read before the first paint. */

import { effect, signal } from "@preact/signals";

export type Language = "vi" | "en";
export const TEXT_SIZES = [100, 125, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

const LANGUAGE = "haidang-language";
const TEXT_SIZE = "haidang-text-size";

export const language = signal<Language>(kept(LANGUAGE) === "en" ? "en" : "vi");

export const textSize = signal<TextSize>(
  TEXT_SIZES.find((size) => String(size) === kept(TEXT_SIZE)) ?? TEXT_SIZES[0],
);

effect(() => keep(LANGUAGE, language.value));
effect(() => keep(TEXT_SIZE, String(textSize.value)));

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage may be forbidden altogether; the gate says so, and the app still has to draw that page.
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above: the choice then holds for this visit.
  }
}
