/** Only bytes that these checks pass are the hub's answer; anything else acknowledges nothing. Bounds as in schemas/wire. */

import { NotCanonical, unpackLoose } from "../sync/packing";
import type { Answer, FormError, Outcome, OutcomeConsent, SyncResponse, Verdict } from "../wire.gen";
import { binary, type Check, flag, listOf, mapOf, oneOf, orNull, record, text, tuple, whole } from "./shape";

/** A reply's items: as many as its bytes could hold of the smallest of them. */
const ITEMS_MAX = 65_536;

export const id16 = binary(16);
const id32 = binary(32);
export const nonce = binary(1, 64);
export const signedRecord = binary(0, 65_536 + 128);
export const code = text(64);
export const shortText = text(200);
const parameter: Check<boolean | number | string | null> = (
  value,
): value is boolean | number | string | null =>
  value === null || typeof value === "boolean" || typeof value === "string" || Number.isSafeInteger(value);

const verdict = tuple<Verdict>(
  orNull(id32),
  oneOf("accepted", "waiting", "quarantined", "refused"),
  code,
  listOf(id32, 4096),
);

export const formError = tuple<FormError>(text(256), code, mapOf(parameter, 64));

const answer = record<Answer>({
  change: id32,
  command: oneOf("submitted", "supplemented"),
  answer: oneOf("accepted", "declined"),
  code,
  errors: listOf(formError, 4096),
  time: whole,
  receipt: orNull(signedRecord),
});

const outcomeConsent = record<OutcomeConsent>({
  helper: id16,
  person: shortText,
  standing: oneOf("open", "submitted", "ended", "cancelled", "declined"),
  mode: oneOf("phone", "passkey", "card", "witness"),
  confirmed: orNull(oneOf("phone", "passkey", "officer")),
  expires: whole,
  reopened: listOf(text(256), 256),
  seen: signedRecord,
});

const outcome = record<Outcome>({
  document: id16,
  version: whole,
  state: oneOf("draft", "submitted", "declined", "received"),
  holder: text(16),
  holder_name: shortText,
  since: whole,
  due: orNull(whole),
  answers: listOf(answer, 256),
  consent: orNull(outcomeConsent),
});

const syncResponse = record<SyncResponse>({
  verdicts: listOf(verdict, ITEMS_MAX),
  devices: listOf(signedRecord, ITEMS_MAX),
  changes: listOf(signedRecord, ITEMS_MAX),
  exclusions: listOf(signedRecord, ITEMS_MAX),
  outcomes: listOf(outcome, ITEMS_MAX),
  wanted: listOf(id32, ITEMS_MAX),
  cursor: binary(0, 96),
  more: flag,
  time: whole,
  nonce,
});

/** Of a problem only what this side acts upon; its code may be one that a later hub invents. */
const problem = record<{ readonly code: string }>({ code });

export const decodeSyncResponse = packed(syncResponse);
export const decodeProblem = json(problem);

/** A reader of MessagePack bytes: the message, or null where they are anything else. */
export function packed<T>(check: Check<T>): (body: Uint8Array) => T | null {
  return (body) => {
    try {
      const value = unpackLoose(body);
      return check(value) ? value : null;
    } catch (error) {
      if (error instanceof NotCanonical) return null;
      throw error;
    }
  };
}

/** A reader of JSON bytes: the message, or null where they are anything else. */
export function json<T>(check: Check<T>): (body: Uint8Array) => T | null {
  return (body) => {
    try {
      const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
      return check(value) ? value : null;
    } catch {
      return null;
    }
  };
}
