/** English words of the officer's card about a consent. */

import type { deskConsent as vietnamese } from "../vi/deskConsent";

export const deskConsent: typeof vietnamese = {
  title: "Filled in with help",
  helper: "Helper",
  of: (person: string, group: string) => (group === "" ? person : `${person}, ${group}`),
  citizen: "For",
  agreed: "How they agreed",
  mode: {
    phone: "a code from the citizen’s phone",
    passkey: "the citizen’s passkey",
    card: "the identity card, in front of an officer",
    witness: "before a witness",
  },
  witness: (name: string, phone: string) =>
    phone === "" ? `before a witness, ${name}` : `before a witness, ${name}, ${phone}`,
  confirmed: {
    phone: "Confirmed by the citizen’s phone",
    passkey: "Confirmed by the citizen’s passkey",
    officer: "Confirmed by an officer",
  },
  byOfficer: (officer: string, when: string) => `Confirmed by ${officer}, ${when}`,
  claimed: "Confirmed by nobody: the helper’s word alone",
  notices: "Who gets the notices",
  to: {
    own: "the citizen",
    relative: "a relative",
    helper: "the helper",
    post: "by post",
  },
  standing: {
    open: "In force",
    submitted: "Handed in; the helper follows it and sees nothing of it",
    ended: "Over",
    cancelled: "Cancelled by the citizen",
    declined: "Not taken in",
  },
  broker: "Cancelled by the citizen, who suspects a broker",
  endedAt: (said: string, when: string) => `${said}, ${when}`,
  since: "Agreed on",
  state: "Now",
  confirm: "I saw this person and their card",
  confirmTitle: "Confirm that you saw this person and their card?",
  confirmText: "Your name and the time stay with the dossier.",
  confirmYes: "Confirm",
  confirming: "Writing it down…",
  confirmSaid: "Your confirmation is noted.",
};
