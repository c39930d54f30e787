/** Whether a dossier goes on in a newer version of its form, and how: what is in force, and the steps that lead there. */

import type { DossierCard } from "../store/cardOf";
import type { DossierView } from "../store/dossiers";
import { nameOf, numberOf } from "../store/formName";
import type { Hex } from "../sync/packing";
import type { Link } from "./carry";
import { type Carrying, carry, type Stands } from "./carrying";
import { loadForm } from "./catalogue";
import type { Form } from "./dialect";
import { linksTo } from "./links";
import { isTakenNow, lastDayOf, versionNow } from "./published";

/** How a dossier goes on, or where answers of its older versions go. */
export interface WayOn {
  readonly to: Form;
  readonly links: readonly Link[];
  /** Whether the version that the dossier is in is still taken in. */
  readonly isTaken: boolean;
  /** The last day on which it is; null where none is known. */
  readonly lastDay: string | null;
}

interface Dossier extends Stands {
  readonly card: Pick<DossierCard, "form" | "state" | "discarded">;
}

type Judged = Pick<DossierView, "card" | "outcome" | "history">;

/** Null where the form has no other version that this release knows a way to. */
export async function wayOn(form: string, day: string): Promise<WayOn | null> {
  const newest = versionNow(form, day);
  // A dossier that was carried over by a device whose clock is ahead does not go back.
  const target = nameOf(newest) === nameOf(form) && numberOf(newest) > numberOf(form) ? newest : form;
  const links = await linksTo(target);
  const first = links[0]?.from;
  if (first === undefined || numberOf(first) > numberOf(form)) return null;
  const to = await loadForm(target);
  return to === null ? null : { to, links, isTaken: isTakenNow(form, day), lastDay: lastDayOf(form) };
}

/** What is to be carried of a dossier as it stands; null for nothing. What was handed in stays as it was handed in. */
export function toCarry({ to, links }: WayOn, dossier: Dossier): Carrying | null {
  const { form, state, discarded } = dossier.card;
  const isOpen = state === "draft" || state === "mend" || state === "two-answers";
  if (!isOpen || discarded) return null;
  const carrying = carry(dossier, form, to, links);
  return numberOf(form) < numberOf(to.id) || carrying.carried.length > 0 ? carrying : null;
}

/** The hub has declined it as written on a form that has closed, and nobody has carried it over since. */
export function isClosed({ card, outcome, history }: Judged): boolean {
  const answer = outcome?.answers.at(-1);
  if (card.state !== "mend" || answer?.answer !== "declined" || answer.code !== "form-closed") return false;
  return history.find(({ kind }) => kind === "carried" || kind === "submitted")?.kind === "submitted";
}

const later = new Set<Hex>();

/** "Để sau": until the app is opened again. */
export function putOff(document: Hex): void {
  later.add(document);
}

export function isPutOff(document: Hex): boolean {
  return later.has(document);
}
