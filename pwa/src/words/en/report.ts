/** As in ../vi/report.ts. */
import type { report as inVietnamese } from "../vi/report";

export const report: typeof inVietnamese = {
  open: "Someone asked for money",
  title: "Did somebody ask for money for a dossier?",
  text: "Nobody at a desk or in a helper group may take money for helping. Your report goes to whoever is responsible; the person it is about does not see it.",
  words: "What happened? You may leave it empty.",
  send: "Send the report",
  sending: "Sending…",
  sent: "The report is sent. Somebody will look at it.",
  problem: {
    offline: "Not sent, because there is no network. Press again when there is one.",
    "too-many-tries": "You have sent many reports today. Go on tomorrow, or call 1022.",
    "unknown-device": "Sign in on this device first. You can also call 1022.",
    "revoked-device": "This device is no longer in use. Call 1022 to report.",
  },
};
