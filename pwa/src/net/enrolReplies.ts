/** The two replies of an enrolment, checked as strictly as those of an exchange. */

import type { Challenge, Enrolled } from "../wire.gen";
import { id16, nonce, packed, shortText, signedRecord } from "./decode";
import { binary, oneOf, record, text, whole } from "./shape";

export const decodeChallenge = packed(record<Challenge>({ nonce }));

export const decodeEnrolled = packed(
  record<Enrolled>({
    device: id16,
    account: id16,
    person: shortText,
    role: oneOf("citizen", "officer"),
    unit: text(16),
    unit_name: shortText,
    hub: binary(1, 256),
    enrolment: signedRecord,
    time: whole,
    nonce,
  }),
);
