/** A request that this device signs and whose answer is JSON: what a screen asks of the hub at once. Nothing is kept. */

import { JSON_TYPE } from "./hub";
import { signedTo } from "./signedTo";

/** `code`: a kind of failure, or the code of the hub's problem; "unknown-device" also for one that never enrolled. */
export type Answered<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly code: string };

/** `query`: with its question mark, also where nothing follows. */
export async function askInJson<T>(
  method: "GET" | "POST",
  path: string,
  query: string,
  decode: (body: Uint8Array) => T | null,
  content?: object,
): Promise<Answered<T>> {
  const body = new TextEncoder().encode(content === undefined ? "" : JSON.stringify(content));
  const asked = await signedTo(method, path, JSON_TYPE, body, JSON_TYPE, query);
  if (!asked.ok) return asked;
  const answer = decode(asked.answer.body);
  return answer === null ? { ok: false, code: "not-the-hub" } : { ok: true, answer };
}
