/** What the hub tells of people, checked before it is shown. Bounds as in schemas/wire/administration.py. */

import type { FreshCode, HeldMandate, PeopleList, PersonCard, PersonPage, Place } from "../wire.gen";
import { json } from "./decode";
import { device, ITEMS_MAX } from "./deviceReplies";
import { flag, listOf, oneOf, orNull, record, text, whole } from "./shape";

const id = text(32);
const short = text(200);

const mandate = record<HeldMandate>({
  mandate: id,
  role: oneOf("helper", "kiosk", "reception", "processing", "leader", "administrator", "auditor"),
  authority: text(40),
  authority_name: short,
  procedures: orNull(listOf(text(40), ITEMS_MAX)),
  begins: orNull(text(10)),
  ends: orNull(text(10)),
  standing: oneOf("holds", "to-come", "ended", "revoked"),
});

const place = record<Place>({
  code: text(40),
  name: short,
  kind: oneOf("city", "department", "unit", "team", "group"),
});

const card = record<PersonCard>({
  account: id,
  person: short,
  staff: orNull(short),
  unit: text(40),
  unit_name: short,
  mandates: listOf(mandate, ITEMS_MAX),
});

export const decodePeopleList = json(
  record<PeopleList>({
    places: listOf(place, ITEMS_MAX),
    people: listOf(card, ITEMS_MAX),
    after: orNull(id),
  }),
);

export const decodePersonPage = json(
  record<PersonPage>({
    account: id,
    person: short,
    staff: orNull(short),
    unit: text(40),
    unit_name: short,
    is_self: flag,
    is_own: flag,
    mandates: listOf(mandate, ITEMS_MAX),
    devices: listOf(device, ITEMS_MAX),
    passkeys: whole,
    state: text(16),
  }),
);

export const decodeFreshCode = json(record<FreshCode>({ person: short, code: short, expires: whole }));
