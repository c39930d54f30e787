/** Words of showing who one is: the session at the desk, and passkeys. */

import type { session as vietnamese } from "../vi/session";

export const session: typeof vietnamese = {
  openTitle: "Open a working session",
  openText: (person) => `${person} shows that they are at this device; then people's dossiers can be seen.`,
  lasts: "A session lasts 4 hours. When it is over, open it again; what you were writing stays.",
  open: "Open with a passkey",
  opening: "Waiting for fingerprint, face or PIN…",
  openDemo: "Open a trial session",
  demoText: "This is a trial, so a press is enough. A real centre asks for a passkey.",
  make: "Make a passkey",
  makeText:
    "A passkey lies in this device or on a USB key, and opens with a fingerprint, a face or a PIN. There is no password to remember or to lose.",
  makeReplaces: "This device has just come in by a new code: with a new passkey, older ones stop working.",
  askAdministrator:
    "This account has no passkey yet. Ask the administrator for a new code, then sign in with it on this device.",
  lost: "Lost your passkey? Ask the administrator for a new code, then sign in with it.",
  noWay: "This centre has no way to open a session at this address. Please tell the administrator.",
  noPasskeys:
    "This browser cannot use passkeys yet. Please update it, or use a device with a fingerprint, a PIN or a USB key.",
  asking: "Asking the centre…",
  overTitle: "The session is over",
  overText: "What you were writing is still on this screen. Open the session again to go on at once.",
  leave: "To the first page",
  opened: "The session is open.",

  proofTitle: "Show once more that it is you",
  proofText: "This cannot be taken back, or shows what is hidden, so it is confirmed at this very moment.",
  prove: "Confirm with a passkey",
  proveDemo: "Confirm (trial)",
  no: "Leave it",

  session: "Session:",
  left: (span) => `${span} left`,
  hours: (hours, minutes) => (minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
  minutes: (minutes) => `${minutes} min`,
  underMinute: "under a minute",
  end: "End the session",
  ended: "The session has ended.",
  endNot: (code) => `It could not be ended (code: ${code}). Please try again with a network.`,

  keys: "Passkeys",
  keysText:
    "Your device's fingerprint, face or PIN shows that it is you: to sign in on another device, or to open a session at a desk.",
  keysNone: "There is no passkey yet.",
  keysShow: "Show passkeys",
  keyMade: (date) => `Made on ${date}`,
  keyUsed: (when) => `last used ${when}`,
  keyTravels: "may be on several of your devices",
  keyHere: "in one place only",
  add: "Add a passkey",
  added: "The passkey was added.",
  remove: (name) => `Remove passkey ${name}`,
  removeTitle: (name) => `Remove the passkey “${name}”?`,
  removeText: "It will stop working, and sessions on other devices end.",
  removeLast: "This is the last one. Without it, opening a session again takes a new code.",
  removeYes: "Remove it",
  removed: "The passkey was removed.",

  byPasskey: "Use a passkey",
  byPasskeyText: "With a passkey from another device no code is needed.",

  problem: {
    offline: "You are offline. Press again once there is a network.",
    cancelled:
      "Not confirmed: it was cancelled, time ran out, or there is no passkey here that fits. Press again when ready.",
    "already-here": "This device's passkey is there already; no other is needed.",
    "no-passkeys": "This device or browser has no way to confirm by fingerprint, face or PIN.",
    "passkey-refused": "The centre does not take this passkey. Try again, or use another.",
    "too-many-tries": "Too many tries. Wait ten minutes, then try again.",
    "session-needed": "A session must be opened first.",
    "proof-needed": "Please confirm once more that it is you.",
    "list-full": "There are 10 passkeys already. Remove one, then add.",
    "not-found": "The centre does not have this at this address.",
    "not-permitted": "This device works for somebody else, so this passkey cannot be used here.",
    "revoked-device": "This device is no longer in use. Please see the administrator.",
    "unknown-device": "The centre does not know this device. Please sign in with a code.",
    "stale-nonce": "The network was too slow. Please press again.",
    "too-many-requests": "This device asks too often. Wait a moment, then try again.",
    busy: "The centre is busy. Wait a moment, then try again.",
    unreachable: "The centre could not be reached. Try again when the network is better.",
    "not-the-hub": "This network answers in place of the centre. Please check the connection.",
    storage: "This device could not save. See Storage in Settings, then try again.",
  },
  problemOther: (code) => `It did not work (code: ${code}). Please try again.`,
};
