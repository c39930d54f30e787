/** All words of the app in both languages, by area and key, for tests. */

type Words = { readonly [key: string]: unknown };

const vietnameseFiles = import.meta.glob<Words>("../../src/words/vi/*.ts", { eager: true });
const englishFiles = import.meta.glob<Words>("../../src/words/en/*.ts", { eager: true });

export const vietnamese = sentences(vietnameseFiles);
export const english = sentences(englishFiles);

/** `states.received` → what it says; a sentence with places to fill is filled with marks. */
function sentences(files: Readonly<Record<string, Words>>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const module of Object.values(files)) {
    for (const [area, words] of Object.entries(module)) collect(found, area, words);
  }
  return found;
}

function collect(found: Map<string, string>, key: string, words: unknown): void {
  if (typeof words === "string") found.set(key, words);
  else if (typeof words === "function") found.set(key, String(words(2, "x", "y")));
  else if (typeof words === "object" && words !== null) {
    for (const [name, each] of Object.entries(words)) collect(found, `${key}.${name}`, each);
  }
}
