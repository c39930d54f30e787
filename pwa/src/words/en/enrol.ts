/** Words of signing in, in English. */
import type { enrol as vietnamese } from "../vi/enrol";

export const enrol: typeof vietnamese = {
  title: "Sign in on this device",
  intro: "The code comes from a desk or from your family and works once.",
  warning: "Do not give this code to anyone. Hải Đăng never asks for a password or a one-time SMS code.",
  code: "Sign-in code",
  codeHint: "Every letter and digit as given",
  codeMissing: "The sign-in code is missing",
  codeLong: "The code is too long, please look again",
  label: "What do you call this device?",
  labelHint: "So that you can tell later which answer came from where, for example: Lan's phone",
  deviceKinds: { iphone: "iPhone", ipad: "iPad", phone: "Phone", tablet: "Tablet", computer: "Computer" },
  labelMissing: "The device has no name yet",
  labelLong: "The name is too long, please keep it under 60 characters",
  faults: (count) => `${count} ${count === 1 ? "place" : "places"} to mend`,
  go: "Sign in",
  going: "Signing in…",
  offline:
    "You are offline, so signing in has to wait. The code stays here; try again when there is a network.",
  doneTitle: "Signed in",
  done: (person) => `This device now works for ${person}.`,
  doneOfficer: (person, unit) => `${person}, desk of ${unit}.`,
  doneNext: "Dossiers begun on this device before now belong to this person.",
  toDossiers: "See my dossiers",
  toDesk: "To the officer's desk",
  already: (person) =>
    `This place works in the name of ${person}, and takes a new code of that same person only. Anybody else needs a place of their own on the device.`,
  anotherPerson: "Somebody else uses this device",
  problem: {
    "code-refused": "This code is not right, was used before, or has run out. Ask the desk for a new one.",
    "too-many-tries": "Too many tries. Wait a few minutes, then try again.",
    "stale-nonce": "The network was too slow. Press Sign in once more.",
    "bad-signature": "The centre could not confirm this device. Press Sign in once more.",
    "weak-key": "This browser could not make a safe key. Please update the browser.",
    "revoked-device": "This device is no longer in use. Take it to a desk for help.",
    "bad-request": "The centre did not understand this device. Please install the new version of the app.",
    "too-many-requests": "This device asks too often. Wait a moment, then try again.",
    busy: "The centre is busy. Wait a moment, then try again.",
    "storage-full": "The centre has run out of space. Please try again later.",
    unreachable:
      "The centre could not be reached. The code stays here; try again when the network is better.",
    "not-the-hub":
      "This network answers in place of the centre. On public wifi, open your browser to sign in to it first.",
    storage: "This device could not save the key. See Storage in Settings, then try again.",
  },
  problemOther: (code) => `Signing in did not work (code: ${code}). Please try again or ask a desk.`,
};
