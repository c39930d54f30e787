/** What the hub says of consents, checked before it is shown. Bounds as in schemas/wire/consents.py. */

import type { ConsentCard, ConsentEnded, ConsentList, PhoneCode } from "../wire.gen";
import { json, shortText } from "./decode";
import { listOf, oneOf, orNull, record, text, whole } from "./shape";

const CONSENTS_MAX = 100;

const card = record<ConsentCard>({
  consent: text(32),
  number: shortText,
  procedure: text(32),
  person: shortText,
  group: shortText,
  mode: oneOf("phone", "passkey", "card", "witness"),
  confirmed: orNull(oneOf("phone", "passkey", "officer")),
  standing: oneOf("open", "submitted", "ended", "cancelled", "declined"),
  began: whole,
  expires: whole,
  ended: orNull(whole),
  notices: oneOf("own", "relative", "helper", "post"),
});

export const decodePhoneCode = json(
  record<PhoneCode>({ code: text(9), procedure: text(32), expires: whole }),
);

export const decodeConsentEnded = json(record<ConsentEnded>({ time: whole }));

export const decodeConsentList = json(record<ConsentList>({ consents: listOf(card, CONSENTS_MAX) }));
