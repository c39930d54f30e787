/** One signed request of this device's, for the parts of the app that need nothing else of the conversation. */

import { StoreError } from "../store/errors";
import { signer as findSigner } from "../store/keys";
import { codeOf } from "./backoff";
import { askSigned, type HubAnswer, type HubRequest } from "./hub";
import { kept } from "./nonces";

/** `code`: a kind of failure, or the code of the hub's problem; "unknown-device" also for one that never enrolled. */
export type Answer =
  | { readonly ok: true; readonly answer: HubAnswer }
  | { readonly ok: false; readonly code: string };

export const NOTHING = new Uint8Array();
const PATIENCE_MS = 60_000;

/** `accept`: the type of the answer, where it is not that of the body. */
export async function signedTo(
  method: "GET" | "POST",
  path: string,
  type: HubRequest["type"],
  body: Uint8Array,
  accept = type,
): Promise<Answer> {
  try {
    const signer = await findSigner();
    if (signer === null) return { ok: false, code: "unknown-device" };
    const request = { method, path, query: "?", type, accept, body: new Uint8Array(body) };
    const asked = await askSigned(request, signer, kept, AbortSignal.timeout(PATIENCE_MS));
    return asked.ok ? asked : { ok: false, code: codeOf(asked.failure) };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, code: "storage" };
    throw error;
  }
}
