/** What somebody who decides asks of the hub about work that it kept apart, and about signals. */

import type {
  CloseSignal,
  KeptEntry,
  KeptWork,
  Reasoned,
  Review,
  ReviewItem,
  SignalItem,
  SignalList,
  UnconfirmedCard,
} from "../wire.gen";
import { json } from "./decode";
import { type Check, flag, listOf, oneOf, record, text, whole } from "./shape";
import { askInSession } from "./signedIn";
import type { Answered } from "./signedJson";

const PATH = "/api/review";
const ITEMS_MAX = 65_536;

const item = record<ReviewItem>({
  document: text(32),
  device: text(32),
  number: text(200),
  form: text(72),
  person: text(200),
  label: text(200),
  codes: listOf(
    oneOf(
      "revoked",
      "consent-ended",
      "no-mandate",
      "handed-in",
      "not-reopened",
      "consent-refused",
      "not-granted",
    ),
    ITEMS_MAX,
  ),
  may_stand: flag,
  changes: whole,
  first: whole,
  last: whole,
  state: text(16),
});
const anything: Check<KeptEntry["value"]> = (value): value is KeptEntry["value"] => value !== undefined;
const entry = record<KeptEntry>({ path: text(256), value: anything, time: whole });

const card = record<UnconfirmedCard>({
  number: text(200),
  form: text(72),
  person: text(200),
  group: text(200),
  officer: text(200),
  submitted: whole,
});

export const decodeReview = json(
  record<Review>({ items: listOf(item, ITEMS_MAX), more: whole, cards: listOf(card, ITEMS_MAX) }),
);
export const decodeKeptWork = json(
  record<KeptWork>({ form: text(72), name: text(200), entries: listOf(entry, ITEMS_MAX), submitted: flag }),
);

const signal = record<SignalItem>({
  signal: text(32),
  kind: oneOf("one-phone", "much-a-day", "cancelled", "not-asked", "reported"),
  person: text(200),
  count: whole,
  first: whole,
  last: whole,
  words: text(500),
});
export const decodeSignals = json(record<SignalList>({ signals: listOf(signal, ITEMS_MAX) }));

export function signalList(): Promise<Answered<SignalList>> {
  return askInSession("GET", `${PATH}/signals`, "?", decodeSignals);
}

/** A person has looked at it; the answer holds nothing. */
export function closeSignal(about: SignalItem, reason: string): Promise<Answered<SignalList>> {
  const closing: CloseSignal = { count: about.count, reason };
  return askInSession("POST", `${PATH}/signals/${about.signal}/close`, "?", decodeSignals, closing);
}

export function reviewList(): Promise<Answered<Review>> {
  return askInSession("GET", PATH, "?", decodeReview);
}

export function readKept(about: ReviewItem, reason: string): Promise<Answered<KeptWork>> {
  return askInSession("POST", `${pathOf(about)}/read`, "?", decodeKeptWork, reasoned(about, reason));
}

/** The answer holds nothing: what waits is asked for anew. */
export function decideAbout(
  about: ReviewItem,
  decision: "readmit" | "dismiss",
  reason: string,
): Promise<Answered<Review>> {
  return askInSession("POST", `${pathOf(about)}/${decision}`, "?", decodeReview, reasoned(about, reason));
}

function pathOf({ document, device }: ReviewItem): string {
  return `${PATH}/${document}/${device}`;
}

function reasoned({ state }: ReviewItem, reason: string): Reasoned {
  return { state, reason };
}
