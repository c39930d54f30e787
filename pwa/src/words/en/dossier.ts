/** Words of one dossier, in English. */
import type { dossier as vietnamese } from "../vi/dossier";

export const dossier: typeof vietnamese = {
  title: "Dossier",
  back: "My dossiers",
  resume: "Go on",
  review: "Look over and hand in",
  mend: "Mend the dossier",
  choose: "Choose the right answer",
  signIn: "Sign in to send",

  policeKnown:
    "It is late and there is no network: call the police to tell them, and let the device send it later. The number is as the ward or commune gives it.",
  callPolice: (unit) => `Call the police of ${unit}:`,

  numberTitle: "Provisional number",
  numberHint: "Tell this number to the desk or to your family. The desk will give the official one.",
  numberAloud: (spelled) => `Read it as: ${spelled}`,

  /** The names of the characters that a number is made of. */
  letters: {
    A: "Alfa",
    C: "Charlie",
    D: "Delta",
    E: "Echo",
    F: "Foxtrot",
    H: "Hotel",
    J: "Juliett",
    K: "Kilo",
    M: "Mike",
    N: "November",
    P: "Papa",
    R: "Romeo",
    T: "Tango",
    W: "Whiskey",
    X: "X-ray",
    Y: "Yankee",
    3: "three",
    4: "four",
    6: "six",
    7: "seven",
    9: "nine",
  },

  faultsTitle: (count) => `${count} ${count === 1 ? "place" : "places"} to mend`,
  declinedForm: "The centre answered: something is still missing, so it could not be handed in.",
  declinedUnknownForm:
    "The centre does not know this form yet. Install the new version, or find someone to help.",
  declinedClosed:
    "This form is not taken in any more. Go over to the new one and hand in again; nothing you wrote is lost.",
  carriedSince: "The dossier is on the new form now. Look it over and hand it in again.",
  newForm: "Go over to the new form",
  declinedConflict: "An important question has two answers. Choose the right one and hand it in again.",
  declinedOther:
    "The centre has not accepted it. Look it over and hand it in again, or find someone to help.",

  answersTitle: "What is written",
  formUnknown:
    "This device does not have the form, so it cannot be shown. What was written is kept. Please open it again when there is a network, or install the new version.",
  answersNone: "Nothing has been written yet.",
  noAnswer: "Not answered",
  twoAnswersHere: "Has two answers",
  change: "Change",
  row: (number) => `Item ${number}`,

  historyTitle: "What was done",
  historyLine: (device, when, what) => `${device}, ${when}: ${what}`,
  historyMore: (count) => `Show ${count} earlier ${count === 1 ? "entry" : "entries"}`,
  thisDevice: "This device",
  someDevice: "Another device",
  deviceOf: (device, person) => (person === "" ? device : `${device} (${person})`),
  edited: (count) => `edited ${count} ${count === 1 ? "answer" : "answers"}`,
  createdIt: "opened the dossier",
  carriedIt: "moved to the new form",
  notAsked: (count) => `See ${count} that the new form does not ask`,
  submittedIt: "handed it in",
  supplementedIt: "handed in what was asked for",
  discardedIt: "discarded it",
  restoredIt: "brought it back",
  otherwise: "added to the dossier",
  late: "edited after it was handed in",
  unsent: "not sent yet",

  lateNote: "Something was edited after it was handed in. It is kept and marked so.",
  troubleAnswers: "Show the answers in this part",
  troubleTitle: "Some parts were not accepted",
  troubleKept: "They are still on this device. Save them to a file and take it to the nearest desk for help.",
  trouble: {
    "not-granted":
      "One edit was made on a device that may not write to this dossier. The centre keeps it for somebody to look at.",
    "consent-refused":
      "The consent was not accepted, so this dossier has not begun. The centre keeps it for somebody to look at.",
    "consent-ended":
      "One edit was made after the consent had ended. The centre keeps it, and somebody looks at it.",
    "no-mandate":
      "One edit was made by somebody without a mandate to help. The centre keeps it for somebody to look at.",
    "handed-in":
      "One edit of the helper's came after the hand-in. The centre keeps it for somebody to look at.",
    "not-reopened":
      "One edit of the helper's went beyond what was asked for. The centre keeps it for somebody to look at.",
    revoked:
      "One edit was made on a device that is no longer in use. The centre keeps it for somebody to look at.",
    "submission-differs":
      "What the centre holds differs from what you looked over when you handed it in. Look it over and hand it in again.",
    malformed: "One edit was damaged on this device, so the centre could not read it.",
    "bad-signature": "The signature of one edit does not fit, so the centre could not trust it.",
    newer: "One edit was written by a newer version. Please install the new version of the app.",
    "unknown-key": "The centre does not know the device that made this edit. Please sign in on that device.",
    full: "The centre is holding too many waiting parts. This device will send them again later.",
  },
  troubleOther: (code) => `One edit was not accepted. Tell the desk this code: ${code}.`,
  export: "Save what is unsent to a file",

  askedTitle: "More is needed",
  supplement: "Fill it in",
  supplementWaits: "What was asked for waits to be sent.",

  doTitle: "Other things to do",
  amend: "Edit the dossier",
  restored: "The dossier is back.",
  onlyHere: "Keep on this device only",
  onlyHereHint: "While this is on, nothing of it is sent anywhere, not even to your other devices.",
  discard: "Discard this dossier",
  discardTitle: "Discard this dossier?",
  discardText: "It will stand under “Discarded”. You can bring it back at once or later.",
  discardYes: "Discard",
  discarded: "The dossier was discarded.",
  isDiscarded: "This dossier was discarded. It is still on this device.",
  restore: "Bring it back",
  failed: "This device could not save that. Try again in a few minutes.",
  printed: (when) => `Printed at ${when} from the applicant's device. This is not a receipt.`,
};
