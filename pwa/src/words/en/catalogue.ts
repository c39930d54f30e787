/** Words of the list of procedures, in English. */
import type { catalogue as vietnamese } from "../vi/catalogue";

export const catalogue: typeof vietnamese = {
  title: "Start a new dossier",
  search: "What do you want to do?",
  searchHint: "You can type Vietnamese names without accents",
  found: (count) => (count === 0 ? "Nothing fits" : `${count} found`),
  none: "Not found. Try fewer letters, or find someone to help.",
  help: "Find someone to help",
  browse: "Or choose by kind",
  groups: {
    papers: "Births, deaths, papers",
    housing: "Land and building",
    support: "Allowances, disability",
    business: "Business, fishing boats",
    reports: "Reports and feedback",
  },
  count: (count) => `${count} procedure${count === 1 ? "" : "s"}`,
  because: {
    synonym: (said) => `Also called “${said}”`,
    document: (said) => `Takes the paper “${said}”`,
    question: (said) => `Has the question “${said}”`,
  },
  shownFirst: (count) => `These are the ${count} that fit best. Type more to be closer.`,
  more: "What it needs, costs and takes",
  changesFrom: (day) => `New rules apply from ${day}.`,
  ended: (day) => `These rules applied until ${day}. Ask the desk before you begin.`,
  start: "Start",
  starting: "Opening a new dossier…",
  startFailed:
    "This device could not save, so no dossier was opened. See Storage in Settings, then try again.",
  old: (day) =>
    `The centre could not be asked since ${day}. It will be, with a network; fees and times may have changed.`,
  aboutSource:
    "Fees and times come from the list on this device; the desk that takes the dossier has the last word.",
};
