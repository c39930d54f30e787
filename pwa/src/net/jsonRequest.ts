/** One signed request in JSON both ways, and why there was no answer. */

import { JSON_TYPE } from "./hub";
import { NOTHING, signedTo } from "./signedTo";

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
  const body = content === undefined ? NOTHING : new TextEncoder().encode(JSON.stringify(content));
  const asked = await signedTo(method, path, JSON_TYPE, body);
  if (!asked.ok) return asked;
  const answer = decode(asked.answer.body);
  return answer === null ? { ok: false, code: "not-the-hub" } : { ok: true, answer };
}
