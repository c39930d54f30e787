/** Words of the helper's badge, for who wears it and for who checks it. */

import type { badge as vietnamese } from "../vi/badge";

export const badge: typeof vietnamese = {
  mineTitle: "My badge",
  mineIntro: "Let people scan this code with the camera of their phone. No network is needed.",
  qr: "QR code of the badge",
  until: (when) => `Good until ${when}`,
  see: "See it as others do",
  renew: "Get a new badge",
  renewing: "Getting a badge…",
  renewed: "There is a new badge.",
  none: "There is no badge on this device yet. A network is needed to get one.",
  old: "This badge has run out. Get a new one once there is a network.",
  notHelper: "Badges are for members of a community digital-technology group.",
  problem: {
    offline: "Offline, so there is no new badge yet.",
    unreachable: "The centre cannot be reached.",
    "not-found": "The centre knows of no mandate in a group. Ask who leads yours.",
    "session-needed": "Open a working session first, then the badge can be renewed.",
    "unknown-device": "This device is not signed in.",
    "revoked-device": "This device was withdrawn. Ask who leads your group.",
    "not-the-hub": "This network answers in place of the centre.",
    busy: "The centre is busy. Wait a little and try again.",
  },
  problemOther: (code) => `No badge yet (code: ${code}).`,

  checkTitle: "A helper's badge",
  checking: "Looking at the badge…",
  good: "A true badge",
  goodHint: "This person has a mandate to help. Look whether it is them.",
  person: "Name",
  group: "Group",
  area: "Area",
  bad: "Do not trust this badge",
  expired: "It is a true badge, but it has run out. Ask them for a new one.",
  notOurs: "It was not issued by this Hải Đăng, or somebody changed it.",
  broken: "This is not a helper's badge.",
  unknown: "It cannot be said",
  unknownHint:
    "This device does not know Hải Đăng yet and has no network. Open it again with one, or ask a desk.",
  again: "Look again",
  care: "Being helped costs nothing. If somebody asks for money or for your card, refuse, and call 1022.",
};
