/** Words of what people keep about themselves, in English. */
import type { mine as vietnamese } from "../vi/mine";

export const mine: typeof vietnamese = {
  title: "About me",
  intro:
    "Write it once; next time it is filled in for you when you press the button. Leave empty what you like.",
  staysHere:
    "This stays on this device, locked, and is never sent by itself. What you fill into a dossier goes with that dossier.",
  done: "Done",
  forget: "Delete all of it",
  forgetTitle: "Delete all that is kept about you?",
  forgetText: "It cannot be brought back. Your dossiers stay as they are.",
  forgetYes: "Delete it",
  forgotten: "All that was kept about you on this device is deleted.",
  forgetFailed: "This device could not delete it. Try again in a few minutes.",
  atDesk:
    "This device belongs to a desk and many people use it, so it keeps nothing about anyone to fill in.",
  unreadable: "What is kept about you cannot be opened now",

  fillIn: "Fill in from what is kept about me",
  willFill: "This will be filled in on this page:",
  fillInNow: "Fill it in",
  filled: (count) =>
    `${count} ${count === 1 ? "answer was" : "answers were"} filled in from what is kept about you. Please look it over.`,
  nothingLeft: "There is nothing left to fill in.",

  remember: "Keep this for next time?",
  rememberHint:
    "Next time it is filled in when you press the button. It stays on this device and is never sent by itself.",
  rememberYes: "Keep it",
  rememberNo: "No need",
  nowKept: (answer) => `Kept now: ${answer}`,
  dropped: "No longer kept",
  remembered: "It is kept on this device.",
  rememberFailed: "This device could not keep it. Try again in a few minutes.",
  see: "See what is kept about me",
};
