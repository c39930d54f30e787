/** Heads and contexts: what an author had seen, named by hash (SPEC H1–H6). */

import { PARENTS_MAX } from "./limits";
import type { Hex } from "./packing";

/** The applied changes of one document, in an order in which parents come first. */
export interface History {
  readonly ids: Hex[];
  readonly places: Map<Hex, number>;
  readonly parents: (readonly Hex[])[];
  readonly contexts: Context[];
  readonly heads: Set<Hex>;
}

/** A set of places: all those below `below`, and those whose bit is set. */
export interface Context {
  readonly below: number;
  readonly words: Uint32Array | null;
}

export function emptyHistory(): History {
  return { ids: [], places: new Map(), parents: [], contexts: [], heads: new Set() };
}

/** Applies a change whose parents are all applied. */
export function append(history: History, id: Hex, parents: readonly Hex[]): void {
  const place = history.ids.length;
  for (const parent of parents) history.heads.delete(parent);
  // Nearly always the author had seen all that is here, and no ancestry is needed.
  const sawAll = history.heads.size === 0;
  history.contexts.push(sawAll ? { below: place, words: null } : contextOf(history, parents));
  history.ids.push(id);
  history.parents.push(parents);
  history.places.set(id, place);
  history.heads.add(id);
}

/** Does `other` lie in the context of `id`? Both are applied. */
export function saw(history: History, id: Hex, other: Hex): boolean {
  const context = history.contexts[placeOf(history, id)] as Context;
  return contains(context, placeOf(history, other));
}

/** These applied changes and all their ancestors. */
export function contextOf(history: History, ids: Iterable<Hex>): Context {
  const places = [...ids].map((id) => placeOf(history, id));
  const contexts = places.map((place) => history.contexts[place] as Context);
  let below = 0;
  let last = -1;
  places.forEach((place, index) => {
    const seen = contexts[index]?.below ?? 0;
    // Who had seen everything before it closes the gap by being there.
    below = Math.max(below, seen === place ? place + 1 : seen);
    last = Math.max(last, place);
  });
  if (last < below) return { below, words: null };
  const words = new Uint32Array((last >>> 5) + 1);
  places.forEach((place, index) => {
    contexts[index]?.words?.forEach((word, at) => {
      words[at] = (words[at] as number) | word;
    });
    words[place >>> 5] = (words[place >>> 5] as number) | (1 << (place & 31));
  });
  return { below, words };
}

export function contains({ below, words }: Context, place: number): boolean {
  return place < below || (((words?.[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1;
}

/** The heads among these applied changes and their ancestors, sorted. */
export function headsWithin(history: History, inside: readonly Hex[]): readonly Hex[] {
  const named = new Set(inside.flatMap((id) => history.parents[placeOf(history, id)] ?? []));
  return inside.filter((id) => !named.has(id)).sort();
}

/** The parents that a new change names: all heads, or the author's own first and then the rest, as many as may be. */
export function parentsOfNext(history: History, isOwn: (head: Hex) => boolean): readonly Hex[] {
  const heads = [...history.heads].sort();
  if (heads.length <= PARENTS_MAX) return heads;
  const chosen = [...heads.filter(isOwn), ...heads.filter((head) => !isOwn(head))].slice(0, PARENTS_MAX);
  return chosen.sort();
}

function placeOf(history: History, id: Hex): number {
  const place = history.places.get(id);
  if (place === undefined) throw new Error(`${id} is not applied`);
  return place;
}
