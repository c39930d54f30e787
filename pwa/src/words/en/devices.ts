/** As in ../vi/devices.ts. */
import type { devices as inVietnamese } from "../vi/devices";

export const devices: typeof inVietnamese = {
  own: "My devices",
  ownHint:
    "The devices that send dossiers for you. When one is lost, stop it from another, or ask a desk to do so.",
  ownLoad: "Show my devices",
  ownOffline: "This needs a network.",
  loading: "Asking the hub…",
  thisOne: "the one in your hand",
  since: (day) => `In use since ${day}`,
  seen: (day) => `last seen on ${day}`,
  revoked: (when) => `Stopped at ${when}`,
  lost: "Lost it",
  lostTitle: (label) => `Stop “${label}”?`,
  lostText:
    "It will get nothing more. What it has sent stays. What it had not sent and comes later is looked at by a person first.",
  lostForever: "There is no way back. If it turns up, sign in on it again with a new code.",
  lostYes: "Stop this device",
  lostSaid: (label) => `“${label}” is stopped.`,
  none: "There is no device yet.",
  gone: "This device is no longer in use, so it gets no news. What was written is still on it.",

  codeFor: (person) => `A code for ${person}`,
  codeOnce: "The code is shown this once. Hand it over in person, never by message.",
  codeUntil: (when) => `Good for one device, until ${when}.`,
  codeHow: (address) => `Open ${address}, choose “Sign in on this device”, and type the code.`,
  codeDone: "The code is handed over",

  ground: "Which paper was shown?",
  grounds: {
    "identity-card": "Identity card",
    passport: "Passport",
    "other-paper": "Another paper",
  },
  groundWords: "Which paper, and why?",
  groundHint: "It is written down, and the citizen can see it.",
  groundMissing: "No paper is chosen",
  groundWordsMissing: "The paper is not named",

  citizenTitle: "A code for a new citizen",
  citizenHint: "For somebody who has no dossier at the hub. With one at this desk, do it in that dossier.",
  citizenName: "Full name as on the paper",
  citizenNameMissing: "The name is missing",
  citizenMake: "Make a code",
  citizenOpen: "A code for a new citizen",

  ownerTitle: "The owner's devices",
  ownerHint: "Only while the owner is at the desk and their paper was seen.",
  ownerCode: "Sign-in code for the citizen",
  ownerLost: "The citizen lost a device",
  making: "Being made…",

  problem: {
    offline: "Not done, because there is no network.",
    "moved-on": "This has just changed elsewhere. Look at it again, then go on.",
    "not-found": "Not found, or not yours to see.",
    "not-permitted": "This person works for an authority: its administrator sees to their codes and devices.",
    "bad-request": "The hub did not take what was written. Please look at it again.",
  },
};
