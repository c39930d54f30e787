/** Search that forgives missing marks: "con dao" finds "Côn Đảo"; what matches with its marks comes first. */

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** The items in which every word of the query begins a word, closest first; all of them for an empty query. */
export function search<T>(items: readonly T[], query: string, textOf: (item: T) => string): readonly T[] {
  const wanted = fold(query);
  const withMarks = toneKey(query);
  const [first] = wanted.split(" ");
  const place = (item: T) => ` ${fold(textOf(item))}`.indexOf(` ${first}`);
  const found = items
    .filter((item) => holds(fold(textOf(item)), wanted))
    .toSorted((a, b) => place(a) - place(b));
  const exact = found.filter((item) => holds(toneKey(textOf(item)), withMarks));
  return [...exact, ...found.filter((item) => !exact.includes(item))];
}

/** Lower case, no marks, đ as d, and single spaces instead of whatever is no letter and no digit. */
export function fold(text: string): string {
  return spaced(
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[đĐðÐ]/gu, "d"),
  );
}

/** Keeps every mark but writes the tone at the end of its syllable, so that Hoà and Hòa are one name. */
export function toneKey(text: string): string {
  const syllables = spaced(text.normalize("NFC")).split(" ");
  return syllables
    .map((syllable) => {
      const apart = syllable.normalize("NFD");
      return (apart.replace(tones, "") + (apart.match(tones)?.join("") ?? "")).normalize("NFC");
    })
    .join(" ");
}

function holds(text: string, query: string): boolean {
  const padded = ` ${text}`;
  return query.split(" ").every((word) => padded.includes(` ${word}`));
}

function spaced(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
