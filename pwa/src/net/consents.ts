/** Consents as the citizen sees them: a code to tell a helper, who helps with what, and the end of it. */

import type {
  AskPhoneCode,
  CancelConsent,
  CancelReason,
  ConsentEnded,
  ConsentList,
  PhoneCode,
} from "../wire.gen";
import { codeOf } from "./backoff";
import { decodeConsentEnded, decodeConsentList, decodePhoneCode } from "./consentReplies";
import { ask, JSON_TYPE } from "./hub";
import { type Answered, askInJson } from "./signedJson";
import { PATIENCE_MS } from "./signedTo";

const PATH = "/api/consents";

/** Good once, within a day, for a dossier under that procedure. */
export function askPhoneCode(procedure: string): Promise<Answered<PhoneCode>> {
  const content: AskPhoneCode = { procedure };
  return askInJson("POST", `${PATH}/codes`, "?", decodePhoneCode, content);
}

export function listConsents(): Promise<Answered<ConsentList>> {
  return askInJson("GET", PATH, "?", decodeConsentList);
}

/** By the citizen's own device: no code is needed. */
export function endConsent(consent: string): Promise<Answered<ConsentEnded>> {
  return askInJson("POST", `${PATH}/${consent}/end`, "?", decodeConsentEnded);
}

/** By whoever holds the code, from any browser: nothing is signed. */
export async function cancelConsent(code: string, reason: CancelReason): Promise<Answered<ConsentEnded>> {
  const content: CancelConsent = { code, reason };
  const body = new TextEncoder().encode(JSON.stringify(content));
  const request = { method: "POST", path: `${PATH}/cancel`, query: "?", type: JSON_TYPE, body } as const;
  const asked = await ask(request, {}, AbortSignal.timeout(PATIENCE_MS));
  if (!asked.ok) return { ok: false, code: codeOf(asked.failure) };
  const answer = decodeConsentEnded(asked.answer.body);
  return answer === null ? { ok: false, code: "not-the-hub" } : { ok: true, answer };
}
