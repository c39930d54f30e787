/** Words of the screen where a person chooses between two answers, in English. */
import type { answers as vietnamese } from "../vi/answers";

export const answers: typeof vietnamese = {
  title: "Two answers",
  back: "To the dossier",
  intro:
    "This question was answered differently in two places. Neither is lost. Choose the right one, or write another.",
  left: (count) => `${count} ${count === 1 ? "question" : "questions"} left to choose`,
  none: "There is nothing left to choose.",
  done: "All chosen.",
  who: (device, when) => `${device}, ${when}`,
  thisDevice: "This device",
  someDevice: "Another device",
  deviceOf: (device, person) => (person === "" ? device : `${device} (${person})`),
  empty: "(left empty)",
  yes: "Yes",
  no: "No",
  useThis: "Use this one",
  useThat: "Use the other one",
  useNth: (number) => `Use answer ${number}`,
  rewrite: "Write another",
  rewriteLabel: "Your answer",
  rewriteHint: "Write the right answer here; it replaces both of those above.",
  save: "Save this answer",
  saved: "Chosen and saved on this device.",
  arrived: "Another device has just sent an answer. Look at it before you choose.",
  showArrived: "Show the new answer",
  replacedTitle: "Replaced answers",
  replacedHint:
    "This answer was replaced by an edit that was not accepted. Keep the present one, or use the old one again.",
  replacedNow: "Now",
  replacedBefore: "Replaced",
  useReplaced: "Use the old one again",
  dismiss: "Keep the present one",
  failed: "This device could not save your choice. Try again in a few minutes.",
};
