/** As in ../vi/review.ts. */
import type { review as inVietnamese } from "../vi/review";

export const review: typeof inVietnamese = {
  title: "Waiting for a person",
  open: "Waiting for a person",
  intro:
    "Work that came after its device was stopped, its consent had ended or its helper had no mandate. It is kept, and does not count yet.",
  none: "Nothing is waiting.",
  more: (count) => `${count} more are waiting: decide about some, then load again.`,
  needDecider: "This page is for leaders and administrators.",
  from: (person, device) => `${person}, ${device}`,
  came: (count, when) => `${count} edits, since ${when}`,
  codes: {
    revoked: "its device was stopped",
    "consent-ended": "the consent had ended",
    "no-mandate": "its helper had no mandate",
  },
  look: "Look and decide",
  reason: "Why?",
  reasonHint: "It is written down, and the owner can see it.",
  reasonMissing: "The reason is missing",
  read: "Read what it says",
  reading: "Being read…",
  content: "What was written",
  handedIn: "It was handed in there.",
  nothing: "There is no answer in it.",
  readmit: "Let it count",
  readmitTitle: "Let this work count?",
  readmitText: "It becomes part of the dossier on every device and at the desk. There is no way back.",
  dismiss: "Set it aside",
  dismissTitle: "Set this work aside?",
  dismissText: "It does not become part of the dossier and waits no more. It is kept all the same.",
  leave: "Back to the list",
  readmitted: "It counts from now on.",
  dismissed: "It is set aside.",
  problem: {
    offline: "Not done, because there is no network.",
    "moved-on": "More has just come, or somebody else has decided. It is loaded again; look, then go on.",
    "not-found": "This waits no more, or is not yours to decide.",
    "bad-request": "The hub did not take the reason. Please write it again.",
  },
};
