/** Words of filling in a form and of checking the answers, in English. */
import type { fields as vietnamese } from "../vi/fields";

export const fields: typeof vietnamese = {
  next: "Continue",
  later: "Later",
  check: "Check the answers",
  progress: (number, count) => `Question ${number} of about ${count}`,
  rowProgress: (name, number, count) => `${name}, question ${number} of ${count}`,
  optional: "optional",
  faults: (count) => (count === 1 ? "There is 1 thing to mend" : `There are ${count} things to mend`),

  allSections: "The parts of the dossier",
  sectionsLeft: (left, count) =>
    left === 0 ? "All parts are there. Look over and hand in." : `${left} of ${count} parts to go.`,
  sectionDone: "Done",
  sectionOpen: (count) => (count === 1 ? "1 question to go" : `${count} questions to go`),
  sectionUntouched: "Not begun",
  sectionSkippable: "You can skip it",
  sectionMend: "Something to mend",
  start: "Start",
  resume: "Go on",
  review: "Look over and hand in",
  onePage: "All on one page",

  readAloud: "Read the question aloud",
  stopReading: "Stop reading",

  saving: "Saving…",
  saved: "Saved on this device",
  saveFailed: "Not saved on this device yet. What you wrote is still here; please do not close this page.",
  saveQuota:
    "The device is full, so this is not saved yet. What you wrote is still here; make room and save again.",
  saveAgain: "Save again",
  undo: "Put it back as it was",
  undone: "Put back as it was.",

  conflict: "There are two answers to this.",
  choose: "Choose the right one",

  day: "Day",
  month: "Month",
  year: "Year",
  hour: "Hour",
  minute: "Minute",

  clear: "Clear the choice",
  cleared: "The choice is cleared.",
  chosen: (name) => `${name} is chosen.`,
  found: (count) =>
    count === 0
      ? "No name like that"
      : count === 1
        ? "1 name found, choose it"
        : `${count} names found, choose one`,
  formerly: (names) => `Formerly ${names}`,
  unitKinds: { phuong: "Ward", xa: "Commune", dac_khu: "Special zone" },

  atDesk: "I will bring the paper to the desk",
  declared: "Declared",
  ticked: "Yes",
  lunar: "By the lunar calendar",
  leapMonthAsked: "A leap month",
  leapMonth: "leap",
  lunarDate: (date) => `${date} (lunar)`,
  solar: (from, to) => (to === "" ? `By the sun it is ${from}` : `By the sun it is from ${from} to ${to}`),
  unknownDate: "Not known",
  takeOffer: (answer) => `Take ${answer}`,

  areas: (unit) => `${unit} has published these:`,
  areasNone: (unit) => `${unit} has not listed any area here. Please ask the desk.`,
  takeArea: "Choose",
  areaUnlisted:
    "This name is none of those published. Look again or ask the desk; it can be handed in as it is.",

  locate: "Take the place of this device",
  locating: "Looking for the place…",
  located: "The place of the device is noted.",
  locateDenied: "The device does not tell where it is. You can skip this question.",

  rows: (count) => (count === 0 ? "Nothing yet" : `${count} so far`),
  editRow: "Change",
  removeRow: "Remove",
  removedRow: (name) => `${name} is removed.`,
  rowRevived:
    "Somebody removed this while somebody else changed it. Leave it if it is needed, else remove it.",

  unknownForm: "This device does not know the form of this dossier",
  unknownFormHint:
    "With a network the form is fetched and opens by itself. If it does not, please install the new version of the app. What was written is still on this device.",
  noDossier: "This dossier is not on this device",
  noDossierHint: "It may be on another one, or it has not arrived here yet.",
  toDossiers: "My dossiers",
  toDossier: "To the dossier",

  checkTitle: "Check before handing in",
  edit: "Change",
  empty: "Left empty",
  criticalConflict: (label) => `${label}: there are two answers, choose one before handing in`,
  otherConflicts: (count) =>
    count === 1
      ? "One answer is written in two ways. You can hand in; the desk will see both."
      : `${count} answers are written in two ways. You can hand in; the desk will see both.`,
  declarationTitle: "Declaration",
  submit: "Hand in the dossier",
  submitting: "Getting the dossier ready to send…",
  submitHint:
    "You can hand in without a network: the device keeps the dossier and sends it later. Only sending asks who you are.",
  submitFailed:
    "Not handed in, because the device could not save. What was written is still here. Try again soon.",
  toMend: "Not handed in yet: some answers need mending.",
  supplementTitle: "Add to the dossier",
  supplementHint: "Only what is asked for is open again, until it is handed in. The rest stays as it is.",
  supplement: "Hand in what was asked for",
  unknownTitle: "Answers that are not part of the form",
  dropUnknown: "Drop this answer",
};
