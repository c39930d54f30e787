/** What the hub tells an officer's page, checked before it is shown. Bounds as in schemas/wire/desk.py and units.py. */

import type {
  AnswerJson,
  DeskCard,
  DeskConsent,
  DeskDossier,
  DeskEntry,
  DeskEvent,
  DeskField,
  DeskList,
  DeskRows,
  Json,
  OutcomeConsentJson,
  OutcomeJson,
  UnitFact,
  UnitFacts,
} from "../wire.gen";
import { formError, json } from "./decode";
import { type Check, flag, listOf, oneOf, orNull, record, text, whole } from "./shape";

/** More than the largest dossier has of anything. */
const ITEMS_MAX = 65_536;

const hex = text(64);
const short = text(200);
const formId = text(72);
/** JSON.parse gives nothing else; it is shown as text, whatever it is. */
const anything: Check<Json> = (value): value is Json => value !== undefined;

const entry = record<DeskEntry>({ change: hex, value: anything, time: whole, person: short, device: short });
const field = record<DeskField>({
  path: text(256),
  entries: listOf(entry, ITEMS_MAX),
  conflict: flag,
  late: flag,
});
const rows = record<DeskRows>({ path: text(256), rows: listOf(short, ITEMS_MAX) });
const event = record<DeskEvent>({
  change: hex,
  time: whole,
  received: whole,
  person: short,
  device: short,
  paths: listOf(text(256), ITEMS_MAX),
  records: listOf(short, ITEMS_MAX),
  late: flag,
});

const card = record<DeskCard>({
  document: hex,
  number: short,
  form: formId,
  person: short,
  state: oneOf("submitted", "received"),
  submitted: whole,
  conflicts: whole,
});

const answer = record<AnswerJson>({
  change: text(88),
  command: oneOf("submitted", "supplemented"),
  answer: oneOf("accepted", "declined"),
  code: text(64),
  errors: listOf(formError, 4096),
  time: whole,
  receipt: orNull(text(100_000)),
});

const outcomeConsent = record<OutcomeConsentJson>({
  helper: text(32),
  person: short,
  standing: oneOf("open", "submitted", "ended", "cancelled", "declined"),
  mode: oneOf("phone", "passkey", "card", "witness"),
  confirmed: orNull(oneOf("phone", "passkey", "officer")),
  expires: whole,
  reopened: listOf(text(256), 256),
  seen: text(100_000),
});

const outcome = record<OutcomeJson>({
  document: text(64),
  version: whole,
  state: oneOf("draft", "submitted", "declined", "received"),
  holder: text(16),
  holder_name: short,
  since: whole,
  due: orNull(whole),
  answers: listOf(answer, 256),
  consent: orNull(outcomeConsent),
});

const consent = record<DeskConsent>({
  person: short,
  group: short,
  name: short,
  mode: oneOf("phone", "passkey", "card", "witness"),
  confirmed: orNull(oneOf("phone", "passkey", "officer")),
  officer: short,
  confirmed_at: orNull(whole),
  may_confirm: flag,
  witness: short,
  witness_phone: short,
  standing: oneOf("open", "submitted", "ended", "cancelled", "declined"),
  reason: orNull(oneOf("cancel", "broker")),
  began: whole,
  expires: whole,
  ended: orNull(whole),
  notices: oneOf("own", "relative", "helper", "post"),
  notices_name: short,
  notices_phone: short,
  notices_address: text(300),
});

const fact = record<UnitFact>({
  fact: text(32),
  version: whole,
  kind: oneOf("police-telephone", "permit-exempt-area"),
  text: text(120),
  begins: text(10),
  ends: orNull(text(10)),
  person: short,
  written: whole,
});

export const decodeUnitFacts = json(
  record<UnitFacts>({ unit: text(5), unit_name: short, facts: listOf(fact, ITEMS_MAX) }),
);

export const decodeDeskConsent = json(consent);

export const decodeOutcome = json(outcome);

export const decodeDeskList = json(
  record<DeskList>({ dossiers: listOf(card, ITEMS_MAX), before: orNull(whole) }),
);

export const decodeDeskDossier = json(
  record<DeskDossier>({
    document: hex,
    number: short,
    form: formId,
    person: short,
    outcome,
    consent: orNull(consent),
    submitted: listOf(field, ITEMS_MAX),
    current: listOf(field, ITEMS_MAX),
    rows: listOf(rows, ITEMS_MAX),
    history: listOf(event, ITEMS_MAX),
  }),
);
