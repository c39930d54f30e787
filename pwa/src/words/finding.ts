/**
 * Finding what people call by many names: the best first, and by which of its names it was found. Pure.
 *
 * - Marks, case and order do not matter, nor do words that every question has.
 * - A word may be the beginning of one, be typed with the keys of Telex or VNI, or have one slip; in that order, and
 *   each only where nothing before it was found. Where all that finds nothing, any word may have a slip.
 * - A word that few items have counts for more. Not all words need to be found, but most of what counts.
 */

import { fold, toneKey } from "./search";
import { isSlip, withoutKeys } from "./slips";

/** Something by which an item may be found. */
export interface Name {
  /** The same in each language. */
  readonly texts: readonly string[];
  /** How much it says of the item, up to 1. */
  readonly weight: number;
}

export interface Found<T, N> {
  readonly item: T;
  readonly by: N;
}

interface Entry<N> {
  /** Which item, by its place. */
  readonly of: number;
  readonly name: N;
  readonly text: string;
  /** Folded, a blank before each word. */
  readonly folded: string;
  readonly words: number;
}

export interface Index<T, N extends Name> {
  readonly items: readonly T[];
  readonly entries: readonly Entry<N>[];
  /** For each word the places of the entries that have it, in order. */
  readonly having: ReadonlyMap<string, readonly number[]>;
}

/** What a word of the question may mean, and how well each fits, up to 1. */
type Meant = ReadonlyMap<string, number>;

/** How much of the question each entry and each item covers, up to 1. */
interface Covered {
  readonly byEntry: Float64Array;
  /** How many words of the question. */
  readonly words: Uint8Array;
  readonly byItem: Float64Array;
}

/** Said in any question, and telling nothing of what is looked for. */
const fillers = new Set(
  "toi minh muon can xin lam cho la thi o dau sao nhu the nao gi duoc khong to i want a to the for how do".split(
    " ",
  ),
);
/** With fewer, what is left of a word without keys is the beginning of too much. */
const lettersMin = 3;
const begins = 0.7;
/** Where the word itself is there too. */
const mayGrow = 0.4;
const slips = 0.6;
/** Of what counts in the question, so much has to be found. */
const coveredMin = 0.6;
/** What fits so much worse than the best is left out. */
const scoreMin = 0.6;

export function indexed<T, N extends Name>(
  items: readonly T[],
  namesOf: (item: T) => readonly N[],
): Index<T, N> {
  const entries: Entry<N>[] = [];
  const having = new Map<string, number[]>();
  const foldQuickly = remembered(fold);
  for (const [of, item] of items.entries()) {
    for (const name of namesOf(item)) {
      for (const text of name.texts) {
        const words = text.split(" ").map(foldQuickly).join(" ").split(" ");
        for (const word of new Set(words)) {
          const places = having.get(word) ?? [];
          places.push(entries.length);
          having.set(word, places);
        }
        entries.push({ of, name, text, folded: ` ${words.join(" ")}`, words: words.length });
      }
    }
  }
  return { items, entries, having };
}

/** Nothing for an empty question. */
export function find<T, N extends Name>(index: Index<T, N>, question: string): readonly Found<T, N>[] {
  const { having } = index;
  const words = wordsIn(question);
  const meant = words.map((word, at) => meantBy(having, word, at === words.length - 1));
  const found = ranked(index, question, meant);
  if (found.length > 0) return found;
  const withSlips = words.map((word, at) => new Map([...slipsOf(having, word), ...(meant[at] ?? [])]));
  return ranked(index, question, withSlips);
}

/** Folded; without what tells nothing, unless that is all there is. */
function wordsIn(question: string): readonly string[] {
  const words = fold(question)
    .split(" ")
    .filter((word) => word !== "");
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
}

function meantBy(having: ReadonlyMap<string, unknown>, word: string, isLast: boolean): Meant {
  const found = beginning(having, word, isLast);
  if (found.size > 0) return found;
  const plain = withoutKeys(word);
  const typed = having.has(plain) || plain.length >= lettersMin ? beginning(having, plain, isLast) : found;
  return typed.size > 0 ? typed : slipsOf(having, word);
}

/** The word itself; the last of a question may still be growing, as may one that is none yet. */
function beginning(having: ReadonlyMap<string, unknown>, word: string, isLast: boolean): Meant {
  const isWord = having.has(word);
  const found = new Map<string, number>();
  if (isLast || !isWord)
    for (const each of having.keys()) if (each.startsWith(word)) found.set(each, isWord ? mayGrow : begins);
  if (isWord) found.set(word, 1);
  return found;
}

function slipsOf(having: ReadonlyMap<string, unknown>, word: string): Meant {
  const plain = withoutKeys(word);
  const near = [...having.keys()].filter((each) => isSlip(word, each) || isSlip(plain, each));
  return new Map(near.map((each) => [each, slips]));
}

function ranked<T, N extends Name>(
  index: Index<T, N>,
  question: string,
  meant: readonly Meant[],
): readonly Found<T, N>[] {
  const covered = coverageOf(index, meant);
  const best = bestOfItems(index, question, covered);
  const found = [...best.entries()]
    .map(([of, { score, telling }]) => ({ of, telling, score: score + (covered.byItem[of] ?? 0) }))
    .toSorted((one, other) => other.score - one.score);
  const enough = (found[0]?.score ?? 0) * scoreMin;
  return found
    .filter(({ score }) => score >= enough)
    .map(({ of, telling }) => ({
      item: index.items[of] as T,
      by: (index.entries[telling] as Entry<N>).name,
    }));
}

function coverageOf<T, N extends Name>({ items, entries, having }: Index<T, N>, meant: readonly Meant[]) {
  const covered: Covered = {
    byEntry: new Float64Array(entries.length),
    words: new Uint8Array(entries.length),
    byItem: new Float64Array(items.length),
  };
  const fits = meant.map((each) => fitsOf(having, each));
  const holders = fits.map((fit) => bestByItem(entries, fit));
  const weights = holders.map(({ size }) => Math.log(1 + items.length / Math.max(1, size)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  for (const [at, weight] of weights.entries()) {
    for (const [place, fit] of fits[at] ?? []) {
      covered.byEntry[place] = (covered.byEntry[place] ?? 0) + (weight * fit) / whole;
      covered.words[place] = (covered.words[place] ?? 0) + 1;
    }
    for (const [of, fit] of holders[at] ?? [])
      covered.byItem[of] = (covered.byItem[of] ?? 0) + (weight * fit) / whole;
  }
  return covered;
}

/** How well one word of the question fits each entry that has it. */
function fitsOf(having: ReadonlyMap<string, readonly number[]>, meant: Meant): ReadonlyMap<number, number> {
  const fits = new Map<number, number>();
  for (const [word, fit] of meant)
    for (const place of having.get(word) ?? []) if (fit > (fits.get(place) ?? 0)) fits.set(place, fit);
  return fits;
}

function bestByItem(
  entries: readonly Entry<unknown>[],
  fits: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const [place, fit] of fits) {
    const of = entries[place]?.of ?? 0;
    if (fit > (best.get(of) ?? 0)) best.set(of, fit);
  }
  return best;
}

interface Best {
  readonly score: number;
  /** The entry that covers most of the question, by its place; of several, the one that says most. */
  readonly telling: number;
}

function bestOfItems<T, N extends Name>(
  { entries }: Index<T, N>,
  question: string,
  covered: Covered,
): ReadonlyMap<number, Best> {
  const phrase = ` ${wordsIn(question).join(" ")}`;
  const tones = toneKey(question);
  const best = new Map<number, Best>();
  for (const [place, share] of covered.byEntry.entries()) {
    const entry = entries[place];
    if (share === 0 || entry === undefined || (covered.byItem[entry.of] ?? 0) < coveredMin) continue;
    // With nothing beside it, in one piece, with the same marks: more likely what was meant.
    const alone = (0.3 * (covered.words[place] ?? 0)) / entry.words;
    const whole = entry.folded.includes(phrase) ? 0.2 + (toneKey(entry.text).includes(tones) ? 0.1 : 0) : 0;
    const score = entry.name.weight * share * (1 + alone + whole);
    const before = best.get(entry.of);
    best.set(entry.of, {
      score: Math.max(score, before?.score ?? 0),
      telling:
        before === undefined || tellsMore(entries, covered, place, before.telling) ? place : before.telling,
    });
  }
  return best;
}

function tellsMore<N extends Name>(
  entries: readonly Entry<N>[],
  { byEntry }: Covered,
  one: number,
  other: number,
): boolean {
  const more = (byEntry[one] ?? 0) - (byEntry[other] ?? 0);
  if (Math.abs(more) > 1e-9) return more > 0;
  const [name, otherName] = [entries[one]?.name, entries[other]?.name];
  if (name === undefined || otherName === undefined) return false;
  if (name.weight !== otherName.weight) return name.weight > otherName.weight;
  return (entries[one]?.words ?? 0) < (entries[other]?.words ?? 0);
}

/** A catalogue has few words, and each of them often. */
function remembered(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = work(text);
    known.set(text, result);
    return result;
  };
}
