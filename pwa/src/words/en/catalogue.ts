/** Words of the list of procedures, in English. */
import type { catalogue as vietnamese } from "../vi/catalogue";

export const catalogue: typeof vietnamese = {
  title: "Start a new dossier",
  search: "What do you want to do?",
  searchHint: "You can type Vietnamese names without accents",
  found: (count) => (count === 0 ? "Nothing fits" : `${count} found`),
  none: "Not found. Try fewer letters, or find someone to help.",
  help: "Find someone to help",
  more: "What it needs, costs and takes",
  bring: "Have these at hand",
  fee: "Fee",
  time: "How long it takes",
  who: "Who decides",
  result: "What you get",
  unverified: (text) => `${text} (not verified, please ask the desk)`,
  start: "Start",
  starting: "Opening a new dossier…",
  startFailed:
    "This device could not save, so no dossier was opened. See Storage in Settings, then try again.",
  old: (day) =>
    `The centre could not be asked since ${day}. It will be, with a network; fees and times may have changed.`,
  aboutSource:
    "Fees and times come from the list on this device; the desk that takes the dossier has the last word.",
};
