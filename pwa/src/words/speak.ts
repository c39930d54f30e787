/**
 * The words of one area of the app in the person's language. Vietnamese is there at once, English is fetched when asked
 * for; until it has come, Vietnamese is shown. English has exactly the keys of Vietnamese: its type is taken from there.
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { language } from "../store/settings";

const pending = new Set<Promise<void>>();

export function wordsOf<W>(vietnamese: W, loadEnglish: () => Promise<W>): ReadonlySignal<W> {
  const english = signal<W | null>(null);
  const stop = effect(() => {
    if (language.value !== "en") return;
    const loading = loadEnglish().then(
      (words) => {
        english.value = words;
      },
      // Without it the app still speaks, in Vietnamese; the next start tries again.
      () => {},
    );
    pending.add(loading);
    void loading.then(() => {
      pending.delete(loading);
      stop();
    });
  });
  return computed(() => (language.value === "en" ? (english.value ?? vietnamese) : vietnamese));
}

/** Resolves when all words asked for so far have come: a screen is drawn once, not in two languages. */
export async function wordsReady(): Promise<void> {
  await Promise.all(pending);
}

/** The sentence for a code that came from elsewhere; null for one that this release does not know. */
export function sentenceFor(sentences: Readonly<Record<string, string>>, code: string): string | null {
  return Object.hasOwn(sentences, code) ? (sentences[code] ?? null) : null;
}
