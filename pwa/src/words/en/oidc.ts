/** Words of signing in at another's door: the national e-ID or a city's own. */

import type { oidc as vietnamese } from "../vi/oidc";

export const oidc: typeof vietnamese = {
  or: "Or without a code",
  elsewhere: "Show it on another page",
  by: (provider) => `Sign in with ${provider}`,
  leaving: "Opening the sign-in page…",
  hint: "Their page opens, and brings you back here.",
  title: "Signing in",
  going: "Confirming, one moment…",
  again: "Try again",
  anew: "Start signing in again",
  back: "To the sign-in page",
  shown: "You have shown who you are",
  toDesk: "Back to the desk",
  cancelled: "Not signed in: you stopped on the other page. To sign in, press again.",
  nothing: "This page opens when a sign-in elsewhere is done. To sign in, start again.",
  offline:
    "You are offline, so it could not be confirmed. Keep this page open and press Try again once there is a network.",
  problem: {
    "level-too-low":
      "This account's level is too low. You need a level 2 account: take your identity card to the police of your ward or commune to raise it, then sign in again. Without level 2, ask a desk for a sign-in code.",
    "sign-in-refused":
      "This sign-in cannot be used. It may be older than 10 minutes, used already, started on another device, or the hub does not know this person yet. Please start again.",
    "provider-away":
      "The sign-in page does not answer. Wait a while and do it again, or use a code from a desk.",
    "not-permitted":
      "This device works in another person's name, so it could not be changed to this one. Ask at a desk.",
    "not-found": "This way to sign in is no longer offered. Please use another.",
    "unknown-device": "This device is not signed in. Please start again.",
    "stale-nonce": "The network was too slow. Press Try again.",
    "revoked-device": "This device was withdrawn. Bring it to a desk for help.",
    busy: "The hub is busy. Wait a while, then try again.",
    "storage-full": "The hub has run out of room. Please try again later.",
    unreachable:
      "The hub could not be reached. Keep this page open and press Try again when the network is better.",
    "not-the-hub":
      "This network answers in place of the hub. If it is a café's wifi, open a browser to join it first.",
    storage: "This device could not keep its key. See Storage in Settings, then try again.",
  },
  problemOther: (code) => `Not signed in (code: ${code}). Try again, or ask at a desk.`,
};
