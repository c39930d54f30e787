/** Words of one procedure, in English. */
import type { procedure as vietnamese } from "../vi/procedure";

export const procedure: typeof vietnamese = {
  back: "All procedures",
  about: "About this procedure",
  code: (code) => `Procedure ${code}`,
  online: {
    full: "All of it is done here; no desk needed.",
    partial: "A desk has to be visited. Here you prepare.",
    unknown: "It is not known whether a desk has to be visited. Here you prepare.",
  },

  bring: "What to bring",
  bringNothing: "The list names no papers.",
  originals: (count) => `${count} original${count === 1 ? "" : "s"}`,
  copies: (count) => `${count} ${count === 1 ? "copy" : "copies"}`,
  originalsUnknown: "ask at the desk how many originals",
  copiesUnknown: "ask at the desk how many copies",
  bothUnknown: "Ask at the desk how many",
  shownOnly: "Only shown, and taken home again",
  database: "The authority can look it up, if you agree",
  fee: "Fee",
  askDesk: "Ask at the desk",
  feeOnline: (fee) => `Handed in online: ${fee}`,
  exemptions: "Who pays nothing or less",
  time: "How long it takes",
  receiving: "Where to hand in",
  competent: "Who decides",
  conditions: "Who may, and when",
  result: "What you get",
  questions: "What people ask",
  legal: "By which rules",
  from: (day) => `in force from ${day}`,
  fromUnknown: "not known since when",
  period: (from, until) =>
    until === undefined
      ? `This page holds from ${from}.`
      : `This page holds from ${from} to the end of ${until}.`,
  unverified: "not verified",
  unverifiedCount: (count) =>
    count === 0 ? "All of it is verified." : `${count} thing${count === 1 ? "" : "s"} not verified`,
  printed: (when) => `Printed at ${when}`,

  clip: "See how it is done",
  clipFetch: (size) => `Fetch to this device (${size})`,
  clipHint: "Fetched once, it can be seen without a network.",
  clipFetching: "Fetching…",
  clipFetched: "It is on this device.",
  clipFailed: "It did not come. Try again with a network.",
  clipDrop: (size) => `Remove from this device (${size})`,
  clipDropped: "Removed from this device.",
};
