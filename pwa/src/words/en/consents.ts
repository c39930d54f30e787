/** Words for citizens about who helps them: ending it by a code, a code for a helper, and the list of who helps. */

import type { consents as vietnamese } from "../vi/consents";

export const consents: typeof vietnamese = {
  cancelTitle: "Stop being helped",
  cancelIntro: "Type the cancel code from the paper of consent. No sign-in is needed.",
  code: "Cancel code",
  codeHint: "Three groups of four. Capitals or small letters, with hyphens or without",
  codeMissing: "The cancel code is not here yet",
  codeOdd: "A cancel code has twelve letters and digits; look at the paper again",
  faults: (count) => (count === 1 ? "There is 1 thing to mend" : `There are ${count} things to mend`),
  why: "Choose one",
  reasons: {
    cancel: "I do not want help any more",
    broker: "Somebody made this up, I asked nobody",
  },
  brokerHint: "The centre will look at who made this dossier.",
  cancelling: "Stopping it…",
  cancelOffline:
    "Offline, so it cannot be stopped here. Press again once there is a network, hand the paper in at any one-stop desk, or call 1022.",
  handedIn:
    "A dossier that was handed in stays with the authority; the helper hears nothing more of it. To withdraw it, go to a desk.",
  notHandedIn: "A dossier that was not handed in can no longer be handed in by the helper.",
  doneTitle: "It is stopped",
  done: (when) => `Stopped at ${when}. The helper can no longer see or write anything.`,
  doneBroker:
    "The centre has your report and will look at it. If it is urgent, call the local police or 1022.",
  problem: {
    "code-refused":
      "This code cannot be used: mistyped, used before, or none at all. Look at the paper again, or take it to a desk.",
    "too-many-tries": "Tried too often. Wait ten minutes, or take the paper to a desk.",
    busy: "The centre is busy. Wait a little and try again.",
    unreachable:
      "The centre cannot be reached. Try again with a better network, or take the paper to a desk.",
    "not-the-hub": "This network answers in place of the centre. In a café, sign in to its Wi-Fi first.",
    "unknown-device": "This device is not signed in. Enter a sign-in code first.",
    "not-found": "There is nothing like this any more.",
    "revoked-device": "This device was withdrawn. Take it to a desk.",
  },
  problemOther: (code) => `It could not be done (code: ${code}). Try again, or ask a desk.`,

  helpedTitle: "Let somebody help me",
  helpedIntro: "Get a code and read it out to whoever helps. The dossier stays in your name.",
  helpedOffline: "A network is needed to get a code. Without one, a witness will do.",
  helpedSignIn: "Sign this device in first.",
  signIn: "Enter a sign-in code",
  what: "Help with what?",
  whatMissing: "Nothing is chosen yet",
  getCode: "Get a code",
  gettingCode: "Getting a code…",
  phoneCode: "Code to read out to the helper",
  phoneCodeFor: (procedure) => `Only for: ${procedure}`,
  phoneCodeUntil: (when) => `Good once, until ${when}.`,
  phoneCodeCare:
    "Read it out only to who sits in front of you. Do not text it, do not say it over the phone.",
  who: "Who helps me",
  whoNone: "Nobody yet.",
  whoOver: "Over",
  refresh: "Look again",
  loading: "Looking…",
  by: (person, group) => (group === "" ? person : `${person}, ${group}`),
  number: (number) => `Number ${number}`,
  began: (when) => `Since ${when}`,
  until: (day) => `Until ${day}`,
  confirmed: {
    phone: "You agreed by a code from your phone",
    passkey: "You agreed by your passkey",
    officer: "An officer has confirmed that you agreed",
  },
  claimed: "Nobody has confirmed that you agreed",
  endIt: "No more help",
  endTitle: (person) => `No more help from ${person}?`,
  endText:
    "They can no longer see or write anything. What is not handed in cannot be handed in from their device.",
  endYes: "No more help",
  ended: "It is stopped.",
  standings: {
    open: "Helping",
    submitted: "Handed in",
    ended: "Over",
    cancelled: "Stopped",
    declined: "Not taken",
  },
};
