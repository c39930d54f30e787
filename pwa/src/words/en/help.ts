/** Words of the screen that finds the nearest unit, in English. */
import type { help as vietnamese } from "../vi/help";

export const help: typeof vietnamese = {
  title: "Find someone to help",
  intro:
    "Every ward, commune and special zone has a place that takes dossiers. This works without a network.",
  search: "Name of the ward, commune or special zone",
  searchHint: "Accents are not needed, for example: con dao",
  near: "Find places near me",
  nearHint: "Your device will ask to see where you are. The position stays on this device and is not kept.",
  locating: "Looking for your position…",
  nearest: "Nearest to you",
  denied: "Your device does not allow us to see where you are. You can type a name above instead.",
  unavailable: "Your position could not be found. Try again in the open, or type a name.",
  far: "You seem to be far from the city, so this list may not help.",
  results: "Places found",
  found: (count) => (count === 0 ? "Nothing fits" : `${count} found`),
  shownFirst: (count) => `Showing the first ${count}. Type more letters to narrow it down.`,
  none: "Try fewer letters, just the name itself.",
  kilometres: (km) => `About ${km} km away`,
  formerly: (names) => `Formerly: ${names}`,
  straightLine: "Distances are in a straight line, to the middle of the ward or commune.",
  map: "Open a map",
  askTitle: "Opening hours and telephone",
  noHours: "Opening hours and telephone numbers are not known here. Call 1022 to ask.",
  call: "Call 1022",
  helpedTitle: "Let somebody fill it in for you",
  helpedHint:
    "The digital-technology group of your neighbourhood helps for free. You agree first, and may stop at any time.",
  helped: "Let somebody help me",
  cancelConsent: "Stop being helped",
};
