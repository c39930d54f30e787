/**
 * Whose part of this device a page speaks for, and every name under which the browser keeps what is one person's.
 *
 * - A profile is a database with all that goes with it. The first has the plain names, so that nobody's storage moves;
 *   the others have theirs with an id at the end. Practice is told by its id, so that nothing can disagree with it.
 * - A page, and a run of the worker, speaks for one profile from its first question to its end: who switches reloads.
 * - No other file names what is a person's (tests/architecture/names.test.ts).
 */

export interface Profile {
  /** Empty for the first. */
  readonly id: string;
  readonly isPractice: boolean;
}

const NAMES = {
  database: "haidang",
  marker: "haidang-device",
  exchange: "haidang-sync",
  notes: "haidang-db",
  keys: "haidang-identity",
  field: "haidang-field",
  lastAnswer: "haidang-last-answer",
  beforeSignIn: "haidang-before-sign-in",
} as const;

/** Which profile is the present one: in localStorage for pages, before the first paint, and in a cache for the worker. */
export const POINTER = "haidang-profile";
/** Who is on this device (people.ts): the lock of its writers, its two places, and the channel on which moves are told. */
export const PEOPLE = "haidang-profiles";
export const POINTER_ADDRESS = "/.profile";
export const PEOPLE_ADDRESS = "/.profiles";
/** Who was here last and when (awake.ts). */
export const AWAKE = "haidang-awake";
/** Kept for this tab only: whom a person has just chosen. */
export const CHOSEN = "haidang-chosen";

export const PRACTICE = "practice-";

/** The worker has none, nor has its type. */
interface Storing {
  readonly localStorage?: { getItem(key: string): string | null };
}

let bound: Profile | null = null;

/** The profile of this page. */
export function here(): Profile {
  bound ??= profileOf(itemIn(POINTER) ?? "");
  return bound;
}

/** The same for the worker, which cannot read localStorage and is told when it first asks (present.ts). */
export function hereOr(present: Profile): Profile {
  bound ??= present;
  return bound;
}

export function nameOf(what: keyof typeof NAMES, id: string = here().id): string {
  return id === "" ? NAMES[what] : `${NAMES[what]}-${id}`;
}

/** Several people share this device, and have said so. */
export function isShared(): boolean {
  return itemIn(PEOPLE)?.includes('"shared":true') ?? false;
}

/** Null also where storage is forbidden altogether: the gate says so. */
export function itemIn(key: string): string | null {
  try {
    return (globalThis as Storing).localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Practice has it in its id. */
export function profileOf(id: string): Profile {
  return { id, isPractice: id.startsWith(PRACTICE) };
}
