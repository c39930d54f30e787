/** What was looked for and which groups stood open, for each place in the history: going back finds the list as it was left. */

import { type Signal, signal } from "@preact/signals";
import type { Group } from "../../forms/procedures";
import { placeKey } from "../../ui/router";

export interface Look {
  readonly query: Signal<string>;
  readonly open: Set<Group>;
}

const looksKeptMax = 20;

const kept = new Map<number, Look>();

export function lookHere(): Look {
  const key = placeKey();
  const look = kept.get(key) ?? { query: signal(""), open: new Set() };
  kept.set(key, look);
  for (const old of kept.keys()) if (kept.size > looksKeptMax) kept.delete(old);
  return look;
}
