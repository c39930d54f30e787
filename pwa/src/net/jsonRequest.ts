/** One signed request in JSON both ways, and why there was no answer. */

import { StoreError } from "../store/errors";
import { signer as findSigner } from "../store/keys";
import { codeOf } from "./backoff";
import { askSigned, JSON_TYPE } from "./hub";
import { kept } from "./nonces";

/** `code`: a kind of failure, or the code of the hub's problem; "unknown-device" also for one that never enrolled. */
export type Replied<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly code: string };

export const PATIENCE_MS = 60_000;

export async function requestJson<T>(
  method: "GET" | "POST",
  path: string,
  decode: (body: Uint8Array) => T | null,
  content?: object,
): Promise<Replied<T>> {
  try {
    const signer = await findSigner();
    if (signer === null) return { ok: false, code: "unknown-device" };
    const body = new TextEncoder().encode(content === undefined ? "" : JSON.stringify(content));
    const request = { method, path, query: "?", type: JSON_TYPE, body } as const;
    const asked = await askSigned(request, signer, kept, AbortSignal.timeout(PATIENCE_MS));
    if (!asked.ok) return { ok: false, code: codeOf(asked.failure) };
    const answer = decode(asked.answer.body);
    return answer === null ? { ok: false, code: "not-the-hub" } : { ok: true, answer };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, code: "storage" };
    throw error;
  }
}
