/** What an officer's page asks of the hub: signed by the officer's device, JSON both ways, nothing kept on the device. */

import { StoreError } from "../store/errors";
import { signer as findSigner } from "../store/keys";
import type { Hex } from "../sync/packing";
import type {
  ConfirmConsent,
  DeskConsent,
  DeskDossier,
  DeskList,
  OutcomeJson,
  Receive,
  UnitFacts,
  WriteFact,
} from "../wire.gen";
import { codeOf } from "./backoff";
import {
  decodeDeskConsent,
  decodeDeskDossier,
  decodeDeskList,
  decodeOutcome,
  decodeUnitFacts,
} from "./deskReplies";
import { askSigned, JSON_TYPE } from "./hub";
import { kept } from "./nonces";
import { inSession } from "./signedIn";

/** `code`: a kind of failure, or the code of the hub's problem; "unknown-device" also for one that never enrolled. */
export type DeskAnswer<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly code: string };

const PATH = "/api/desk/dossiers";
const UNIT = "/api/desk/unit";
const PATIENCE_MS = 60_000;

/** Newest first, at most 50; `before` of a reply, given here, leads to the next older ones. */
export function deskList(before: number | null = null): Promise<DeskAnswer<DeskList>> {
  return request("GET", PATH, before === null ? "?" : `?before=${before}`, decodeDeskList);
}

export function deskDossier(document: Hex): Promise<DeskAnswer<DeskDossier>> {
  return request("GET", `${PATH}/${document}`, "?", decodeDeskDossier);
}

/** "Đã nhận", against the version of the outcome that the officer has read: "moved-on" where there is a newer one. */
export function receive(document: Hex, version: number): Promise<DeskAnswer<OutcomeJson>> {
  const body: Receive = { version };
  return request("POST", `${PATH}/${document}/receive`, "?", decodeOutcome, body);
}

/** "I saw this person and their card", against the version that the officer has read. */
export function confirmConsent(document: Hex, version: number): Promise<DeskAnswer<DeskConsent>> {
  const body: ConfirmConsent = { version };
  return request("POST", `${PATH}/${document}/consent`, "?", decodeDeskConsent, body);
}

/** What the officer's own unit says of itself. */
export function unitFacts(): Promise<DeskAnswer<UnitFacts>> {
  return request("GET", UNIT, "?", decodeUnitFacts);
}

/** A new fact, or the next version of one: "moved-on" where another than the one that was read is the newest. */
export function writeFact(fact: Hex, written: WriteFact): Promise<DeskAnswer<UnitFacts>> {
  return request("POST", `${UNIT}/facts/${fact}`, "?", decodeUnitFacts, written);
}

/** Made once more where the officer's session was over and has been opened again meanwhile. */
function request<T>(...asked: Parameters<typeof attempt<T>>): Promise<DeskAnswer<T>> {
  return inSession(() => attempt(...asked));
}

async function attempt<T>(
  method: "GET" | "POST",
  path: string,
  query: string,
  decode: (body: Uint8Array) => T | null,
  content?: ConfirmConsent | Receive | WriteFact,
): Promise<DeskAnswer<T>> {
  try {
    const signer = await findSigner();
    if (signer === null) return { ok: false, code: "unknown-device" };
    const body = new TextEncoder().encode(content === undefined ? "" : JSON.stringify(content));
    const hubRequest = { method, path, query, type: JSON_TYPE, body } as const;
    const asked = await askSigned(hubRequest, signer, kept, AbortSignal.timeout(PATIENCE_MS));
    if (!asked.ok) return { ok: false, code: codeOf(asked.failure) };
    const answer = decode(asked.answer.body);
    return answer === null ? { ok: false, code: "not-the-hub" } : { ok: true, answer };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, code: "storage" };
    throw error;
  }
}
