/** Words of the page on which a ward, commune or zone says things of itself, in English. */
import type { unit as vietnamese } from "../vi/unit";

export const unit: typeof vietnamese = {
  title: "What the ward or commune says of itself",
  intro: "People find these on their phones, without a network too. Anybody can see them.",
  offline: "This page needs a network, to read and to save.",

  telephone: {
    title: "Telephone of the police",
    none: "No number yet. People are told to ask the police of the ward or commune.",
    add: "Add a telephone number",
    text: "Telephone number",
    hint: "One that is answered, at night too",
    missing: "The number is missing",
  },
  area: {
    title: "Areas exempt from building permits",
    none: "No area yet. People are told to ask the desk.",
    add: "Add an area",
    text: "Name of the area",
    hint: "As in the document that was published",
    missing: "The name of the area is missing",
  },

  begins: "Holds from",
  ends: "Until the end of",
  endsHint: "Leave it empty if not known yet.",
  stops: "No longer holds from",
  stopsHint: "The day before is its last.",
  period: (from, until) => (until === "" ? `From ${from}` : `From ${from} to the end of ${until}`),
  toCome: "not yet",
  ended: (count) => `No longer holding: ${count}`,
  by: (person, when) => `Written by ${person} at ${when}`,

  change: "Change",
  stop: "No longer holds",
  changing: (text) => `Change “${text}”`,
  stopping: (text) => `“${text}” no longer holds`,
  save: "Save",
  saving: "Saving…",
  saved: (text) => `“${text}” is saved.`,
  leave: "Do not save",
  dropTitle: "Drop what you have written?",
  dropText: "It is not saved and would be lost.",
  dropNo: "Go on writing",
  dropYes: "Drop it",

  newer: (person, when) => `${person} has just changed this, at ${when}. It now reads:`,
  newerHint: "What you were writing is still below. Saving puts it in the place of the above.",

  faults: {
    long: "Longer than 120 characters",
    odd: "There is an odd character; please type it again",
    telephone: "3 to 20 digits, with blanks and + ( ) . - among them",
    begins: "The first day is missing",
    day: "The calendar has no such day",
    order: "The last day comes before the first",
    stops: "The day is missing",
    stopsOrder: "It must come after the first day",
  },

  problem: {
    offline: "Not saved: there is no network. What you are writing stays here.",
    "moved-on": "This has just been changed on another device. Look at the new version and save again.",
    "not-found": "This is not among what your ward or commune says.",
    "list-full": "There is no room for more that holds. End one, then add another.",
    "bad-request": "The centre did not take the text or a day. Look at them and save again.",
  },
};
