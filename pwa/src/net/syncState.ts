/**
 * How sending stands, for every screen. It comes with the first screen; what makes it so (schedule.ts) is fetched once
 * that stands, and it alone writes `standing`.
 */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { online } from "../platform/online";
import { cards } from "../store/cards";
import { lastAnswerMs } from "./lastAnswer";
import { AT_REST, type Standing } from "./standing";

export interface SyncState extends Standing {
  /** What the device believes; false also while the trial strip plays "no network". */
  readonly online: boolean;
  /** Dossiers with something that the hub has not acknowledged. */
  readonly unsent: number;
}

/** The trial strip's switch: everything is as if there were no network. */
export const pretendOffline = signal(false);

export const standing = signal<Standing>({ ...AT_REST, lastOkMs: lastAnswerMs() });
export const connected = computed(() => online.value && !pretendOffline.value);
export const unsent = computed(
  () => cards.value?.filter((card) => !(card.synced || card.onlyHere)).length ?? 0,
);

export const syncState: ReadonlySignal<SyncState> = computed(() => ({
  ...standing.value,
  online: connected.value,
  unsent: unsent.value,
}));
