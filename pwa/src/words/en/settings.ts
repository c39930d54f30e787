/** Words of the settings, in English. */
import type { settings as vietnamese } from "../vi/settings";

export const settings: typeof vietnamese = {
  title: "Settings",

  language: "Language",
  vietnamese: "Tiếng Việt",
  english: "English",
  textSize: "Text size",
  textSizes: { 100: "Normal", 125: "Large", 150: "Larger", 200: "Largest" },

  device: "This device and sign-in",
  signedInAs: (person) => `Signed in as ${person}.`,
  deviceIs: (label) => `Name of this device: ${label}`,
  signedOut: "Not signed in. You can still fill in dossiers; a code is needed only to send.",
  signIn: "Enter a sign-in code",
  changePerson: "Sign in with another code",

  aboutMe: "About me",
  aboutMeHint: "Write it once; next time it can be filled in for you. It stays on this device.",
  aboutMeOpen: "See what is kept about me",

  sending: "Sending and receiving",
  syncNow: "Send now",
  syncing: "Sending and receiving…",
  lastOk: (when) => `Last time the centre answered: ${when}.`,
  neverOk: "No dossier has been sent to or received from the centre yet.",
  nextTry: (when) => `This device will try again at ${when}.`,
  syncOffline: "You are offline. It will be sent when there is a network.",
  syncSignIn: "A sign-in code is needed to send.",
  syncStopped:
    "The centre has this device down as another person's, so nothing more is sent from here. The dossiers are still on it; take it to a desk for help.",
  syncDone: "Everything has been sent and received.",
  syncProblem: {
    "not-the-hub":
      "This network answers in place of the centre. On public wifi, open your browser to sign in to it first.",
    unreachable: "The centre could not be reached. This device will try again.",
    "revoked-device":
      "This device is no longer in use. What you wrote is still here; take it to a desk for help.",
    "unknown-device": "The centre does not know this device. Please enter a sign-in code again.",
    "storage-full": "The centre has run out of space. This device will try again.",
    storage:
      "This device could not save, perhaps because it is full, so nothing was sent or fetched. What you saved is still here; delete some photos or videos, then press Send now.",
    "too-many-requests":
      "This device asked too often, so the centre wants it to wait a little. Nothing is lost; it will send by itself.",
    busy: "The centre is busy. This device will try again.",
  },
  syncOther: (code) => `It could not be sent (code: ${code}). This device will try again.`,
  clock: (span, behind) =>
    `The clock of this device is about ${span} ${behind ? "behind" : "ahead of"} the centre's. Sending still works; please set the clock.`,
  clockSpan: {
    minutes: (count) => `${count} minutes`,
    hours: (count) => `${count} hours`,
    days: (count) => `${count} days`,
    years: (count) => `${count} years`,
  },

  unsent: "Not sent yet",
  unsentCount: (count) =>
    count === 0
      ? "Nothing waits to be sent."
      : `${count} ${count === 1 ? "dossier has" : "dossiers have"} something unsent.`,
  export: "Save unsent dossiers to a file",
  exportHint:
    "Keep it on a card or send it to your family. Whoever has the file can read it, so keep it safe.",
  exported: "The file is ready. Look in your downloads.",
  import: "Bring in dossiers from a file",
  imported: (added, known) =>
    added === 0 && known === 0
      ? "There was nothing in the file to bring in."
      : `Brought in ${added} ${added === 1 ? "edit" : "edits"}; ${known} were here already.`,
  importRefused: (count) =>
    `${count} ${count === 1 ? "part of the file is" : "parts of the file are"} damaged.`,
  importFailed: "This file could not be read. Choose a file saved by Hải Đăng.",
  exportFailed: "The file could not be made. Try again in a few minutes.",

  install: "Install",
  installed: "Hải Đăng is installed on this device.",
  installHint: "On the home screen it opens faster, and your device is less likely to delete it.",
  installNow: "Install on this device",
  installIos: "On an iPhone: tap Share, then “Add to Home Screen”.",
  installOther: "Open the browser's menu, then choose “Install app” or “Add to Home screen”.",

  storage: "Storage",
  used: (used, free) => `${used} in use; about ${free} may still be used.`,
  usedUnknown: "This browser does not say how much is in use.",
  persisted: "Your device promises not to delete dossiers when it is full.",
  notPersisted: "When it is full, your device may delete them. Install the app and send early.",
  ready: "This device is ready to be used without a network.",
  notReady:
    "Not everything is here yet for use without a network. Keep the app open for a while when online.",

  catalogue: "List of procedures",
  catalogueFrom: (day) => `The centre’s list of ${day}.`,
  catalogueAsked: (when) => `The centre was last asked: ${when}. There was nothing newer.`,
  catalogueBuiltIn:
    "This is the list that came with the app. With a network, the centre is asked for a newer one.",

  discarded: "Discarded dossiers",
  discardedCount: (count) =>
    count === 0 ? "There are none." : `${count} discarded ${count === 1 ? "dossier" : "dossiers"}.`,
  discardedOpen: "See discarded dossiers",

  cityWork: "Your work",
  administration: "Administration",
  administrationHint: "Mandates, sign-in codes, stopping devices of those who work for the city.",
  review: "Waiting for a person",

  about: "About Hải Đăng",
  aboutText:
    "Hải Đăng helps people in Ho Chi Minh City, Côn Đảo included, to fill in dossiers without a network.",
  version: (version) => `Version ${version}`,
};
