/** Words of the first screen, in English. */
import type { home as vietnamese } from "../vi/home";

export const home: typeof vietnamese = {
  title: "What do you need?",
  tab: "First page",
  start: "Start a new dossier",
  startHint: "No network needed",
  mine: "My dossiers",
  mineHint: (count) =>
    count === 0 ? "None yet" : `${count} ${count === 1 ? "dossier" : "dossiers"} on this device`,
  mineLoading: "Reading from this device…",
  help: "Find someone to help",
  helpHint: "Wards near your home",
  ready: "This device is ready to be used without a network",
  recent: "Recent",
  all: "See all dossiers",
  signedOut: "Not signed in: you can still fill in dossiers; a code is needed only to send.",
  signIn: "Enter a sign-in code",
  signedIn: (person) => `Working as ${person}`,
  desk: "To the officer's desk",
  people: "Switch person, lock",
  aboutMe: "About me",
  helping: "Help people",
  helpingHint: "The next person, dossiers you follow",
  helped: "Let somebody help me",
};
