/** What the hub says of a person and their passkeys, checked as strictly as all else that it says. */

import type { Me, Passkey, PasskeyOffer, Passkeys, RoleHeld, SessionNow, SessionOffer } from "../wire.gen";
import { id16, json, nonce, packed, shortText } from "./decode";
import { binary, type Check, flag, listOf, oneOf, orNull, record, text, whole } from "./shape";

const ITEMS_MAX = 4_096;
const method = oneOf("passkey", "oidc", "code");
const credential = binary(1, 1_023);
/** COSE's numbers are negative. */
const algorithm: Check<number> = (value): value is number => Number.isSafeInteger(value);

const role = record<RoleHeld>({
  role: oneOf("helper", "kiosk", "reception", "processing", "leader", "administrator", "auditor"),
  authority: shortText,
  name: shortText,
});

export const decodeMe = json(
  record<Me>({
    account: text(32),
    person: shortText,
    unit: text(16),
    unit_name: shortText,
    roles: listOf(role, ITEMS_MAX),
    session: orNull(record<SessionNow>({ method, ends: whole, proven: whole })),
    passkeys: whole,
    may_begin: flag,
    ways: listOf(method, 16),
    time: whole,
  }),
);

export const decodePasskeys = json(
  record<Passkeys>({
    passkeys: listOf(
      record<Passkey>({
        credential: text(2_046),
        name: text(60),
        created: whole,
        used: orNull(whole),
        travels: flag,
      }),
      ITEMS_MAX,
    ),
  }),
);

export const decodeSessionOffer = packed(
  record<SessionOffer>({ challenge: nonce, site: shortText, credentials: listOf(credential, ITEMS_MAX) }),
);

export const decodePasskeyOffer = packed(
  record<PasskeyOffer>({
    challenge: nonce,
    site: shortText,
    account: id16,
    person: shortText,
    algorithms: listOf(algorithm, 16),
    credentials: listOf(credential, ITEMS_MAX),
  }),
);
