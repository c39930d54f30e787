/** Words of the list of one's dossiers, in English. */
import type { dossiers as vietnamese } from "../vi/dossiers";

export const dossiers: typeof vietnamese = {
  title: "My dossiers",
  needsYou: "Need your attention",
  drafts: "Unfinished",
  sent: "Handed in or waiting",
  discarded: "Discarded",
  discardedHint: "Discarded dossiers are still on this device. You can bring them back at any time.",
  emptyTitle: "There are no dossiers on this device yet.",
  empty: "Start a new one. You need no network and no sign-in for that.",
  assisted: "Filled in for others",
  assistedHint: "These are other people's, not yours.",
  start: "Start a new dossier",
  number: (number) => `Provisional number ${number}`,
  updated: (when) => `Last edited at ${when}`,
  late: "edited after it was handed in",
  onlyHere: "Kept on this device only",
  restore: "Bring back",
  restored: "The dossier is back.",
  failed: "This device could not save that. Try again in a few minutes.",
};
