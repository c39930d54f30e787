/** A request that this device signs and whose answer is JSON: what a screen asks of the hub at once. Nothing is kept. */

import { StoreError } from "../store/errors";
import { signer as findSigner } from "../store/keys";
import { codeOf } from "./backoff";
import { askSigned, JSON_TYPE } from "./hub";
import { kept } from "./nonces";

/** `code`: a kind of failure, or the code of the hub's problem; "unknown-device" also for one that never enrolled. */
export type Answered<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly code: string };

const PATIENCE_MS = 60_000;

/** `query`: with its question mark, also where nothing follows. */
export async function askInJson<T>(
  method: "GET" | "POST",
  path: string,
  query: string,
  decode: (body: Uint8Array) => T | null,
  content?: object,
): Promise<Answered<T>> {
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
