/**
 * Who is on this device: a list outside every database, so that it can be shown without opening one. It holds what each
 * is called here and whether a PIN is asked for; of citizens nothing.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { read } from "./db";
import { markerOf, removeMarker } from "./marker";
import { keepList } from "./pointing";
import { here, itemIn, nameOf, PEOPLE, PRACTICE, profileOf } from "./profile";
import { heldAlone } from "./tally";
import { dropDatabase } from "./wiping";

export interface Person {
  readonly id: string;
  /** What the person is called on this device. */
  readonly name: string;
  readonly pin: boolean;
}

export interface People {
  readonly shared: boolean;
  readonly people: readonly Person[];
  /** Practice under way, and who left off for it. */
  readonly practice: { readonly id: string; readonly from: string } | null;
  /** Profiles whose databases are to be removed. */
  readonly gone: readonly Person[];
}

export const NAME_CHARACTERS_MAX = 40;
/** More would not be a list that one finds oneself in. */
export const PEOPLE_MAX = 20;

const NOBODY: People = { shared: false, people: [], practice: null, gone: [] };

const current = signal<People>(peopleNow());
export const people: ReadonlySignal<People> = current;

/** Looks again whenever another tab has changed the list. */
export function watchPeople(): void {
  addEventListener("storage", ({ key }) => {
    if (key === PEOPLE || key === null) current.value = peopleNow();
  });
}

/** Whoever speaks here, by the name in the list; null on a phone of one person. */
export function present(): Person | null {
  return current.value.people.find(({ id }) => id === here().id) ?? null;
}

/** How many dossiers of a profile the hub did not have when its person was here last. */
export function waitingOf(id: string): number {
  return markerOf(id)?.waiting ?? 0;
}

/** From now on several people share this device. Whoever speaks here is the first of them. */
export async function share(name: string): Promise<void> {
  await change((now) => ({
    ...now,
    shared: true,
    people: now.people.some(({ id }) => id === here().id)
      ? patched(now.people, here().id, { name })
      : [...now.people, { id: here().id, name, pin: false }],
  }));
}

/** Only while nobody else is left on it. */
export async function unshare(): Promise<void> {
  await change((now) => (now.people.length > 1 ? now : { ...now, shared: false }));
}

/** The new profile's id; nothing of it is on the disk until its person writes. */
export async function add(name: string): Promise<string> {
  const id = freshId();
  await change((now) => ({ ...now, people: [...now.people, { id, name, pin: false }] }));
  return id;
}

export async function notePin(pin: boolean): Promise<void> {
  await change((now) => ({ ...now, people: patched(now.people, here().id, { pin }) }));
}

/** The id of a practice profile; the one that this person has under way, if there is one. */
export async function practise(): Promise<string> {
  const mine = { id: PRACTICE + freshId(), from: here().id };
  await change((now) => {
    if (now.practice?.from === mine.from) return now;
    // Somebody else left off in the middle of it: what they tried is not for the next one's eyes.
    return {
      ...now,
      practice: mine,
      gone: now.practice === null ? now.gone : [...now.gone, bare(now.practice)],
    };
  });
  return peopleNow().practice?.id ?? mine.id;
}

/** Practice is over; what was written in it goes with the next `wipeGone`. */
export async function endPractice(): Promise<void> {
  await change((now) => ({
    ...now,
    practice: null,
    gone: now.practice === null ? now.gone : [...now.gone, bare(now.practice)],
  }));
}

/** Dossiers that would be lost with the database of whoever speaks here. */
export function heldHere(): Promise<number> {
  return read(["documents", "changes"], heldAlone);
}

/** Takes whoever speaks here off the list. Their database goes with the next `wipeGone`, if nothing unsent is in it. */
export async function leaveForGood(): Promise<void> {
  const { id } = here();
  await change((now) => ({
    ...now,
    people: now.people.filter((person) => person.id !== id),
    gone: [...now.gone, ...now.people.filter((person) => person.id === id)],
  }));
}

/** Removes the databases of those who have left. One in which something unsent was found comes back to the list. */
export async function wipeGone(): Promise<void> {
  for (const person of peopleNow().gone) {
    if (person.id === here().id) continue;
    const { isPractice } = profileOf(person.id);
    const wiped = await dropDatabase(nameOf("database", person.id), isPractice);
    if (wiped === "later") continue;
    if (wiped === "gone") await removeTraces(person.id);
    await change((now) => ({
      ...now,
      gone: now.gone.filter(({ id }) => id !== person.id),
      people: wiped === "gone" ? now.people : [...now.people, person],
    }));
  }
}

async function removeTraces(id: string): Promise<void> {
  await removeMarker(id);
  localStorage.removeItem(nameOf("lastAnswer", id));
}

export function peopleNow(): People {
  try {
    return { ...NOBODY, ...JSON.parse(itemIn(PEOPLE) ?? "{}") };
  } catch {
    return NOBODY;
  }
}

/** One writer at a time, of all tabs. */
function change(edit: (now: People) => People): Promise<void> {
  return navigator.locks.request(PEOPLE, async () => {
    const next = edit(peopleNow());
    await keepList(JSON.stringify(next));
    current.value = next;
  });
}

function bare({ id }: { readonly id: string }): Person {
  return { id, name: "", pin: false };
}

function freshId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}

function patched(all: readonly Person[], id: string, news: Partial<Person>): readonly Person[] {
  return all.map((person) => (person.id === id ? { ...person, ...news } : person));
}
