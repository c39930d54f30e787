/** Words about who looked at a dossier, in English. */
import type { looks as vietnamese } from "../vi/looks";

export const looks: typeof vietnamese = {
  title: "Who has looked at this dossier",
  hint: "Each time an officer opens it, that is written down. Only you can see this list.",
  show: "See the list",
  again: "See the list anew",
  asking: "Asking the centre…",
  none: "No officer has opened this dossier yet.",
  more: "See earlier ones",
  asOf: (when) => `The list as of ${when}.`,

  who: (person, unit) => (unit === "" ? person : `${person} (${unit})`),
  someone: "Whoever runs the centre",
  when: (when, what) => `${when}: ${what}`,
  action: {
    read: "opened it",
    look: "opened it, with a reason",
    receive: "received it",
    other: "did something else with it",
  },
  ground: {
    waiting: "It was waiting for a desk",
    receiving: "It was at this desk",
    received: "It had been at this desk",
    competent: "It is decided there",
    other: "By a task they were given",
  },
  reason: (reason) => `Reason: “${reason}”`,

  problem: {
    offline: "You are offline. This list needs a network.",
    unreachable: "The centre could not be reached. Try again in a few minutes.",
    "not-the-hub": "This network answers in place of the centre. Please check the connection.",
    "not-found": "The centre has no list for this dossier yet.",
    "unknown-device": "Sign in on this device, then look again.",
    "revoked-device": "This device is no longer in use. Look on another one of yours, or ask at a desk.",
    busy: "The centre is busy. Wait a moment, then try again.",
  },
  problemOther: (code) => `The list could not be shown (code: ${code}).`,
};
