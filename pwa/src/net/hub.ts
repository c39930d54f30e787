/**
 * One request to the hub. What comes back is a value: the hub's answer, or why there was none.
 *
 * A reply counts as the hub's only with the content type that was asked for, or as a problem of the hub's own making. A
 * redirect is not followed: on this API it can only come from a captive portal.
 */

import { here } from "../store/profile";
import { BUSY, type Failure, retryAfterMs } from "./backoff";
import { decodeProblem } from "./decode";
import { fromBase64, type RequestParts, type Signer, signatureHeaders } from "./httpSignature";
import { type Patience, patienceFor } from "./patience";

export const MESSAGEPACK = "application/msgpack";
export const JSON_TYPE = "application/json";

export interface HubRequest extends RequestParts {
  /** Of the body, and of the answer that is expected where `accept` does not say another. */
  readonly type: typeof MESSAGEPACK | typeof JSON_TYPE;
  readonly accept?: HubRequest["type"];
}

export interface HubAnswer {
  readonly body: Uint8Array;
  /** There is nothing newer than what `If-None-Match` named; the body is empty. */
  readonly isUnchanged: boolean;
  /** The nonce for the next signed request, on signed routes. */
  readonly nonce: Uint8Array | null;
  /** When the request left and when its answer began to come, by this device's clock. */
  readonly sentMs: number;
  readonly answeredMs: number;
}

export type Asked =
  | { readonly ok: true; readonly answer: HubAnswer }
  | { readonly ok: false; readonly failure: Failure; readonly nonce: Uint8Array | null };

/** Where the nonce of the last reply is kept. */
export interface Nonces {
  read(): Promise<Uint8Array>;
  keep(nonce: Uint8Array): Promise<void>;
}

/** A reply of 512 KiB of envelopes with all that belongs to it, inflated. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
/** Below this gzip costs more than it saves. */
const GZIP_BYTES_MIN = 512;

/** A signed request: with the nonce at hand, and once more with the one that the hub gives instead. */
export async function askSigned(
  request: HubRequest,
  signer: Signer,
  nonces: Nonces,
  signal: AbortSignal,
): Promise<Asked> {
  const packed = await compress(request.body);
  const sent = { ...request, body: packed.body };
  const attempt = async (nonce: Uint8Array): Promise<Asked> => {
    const signed = await signatureHeaders(sent, nonce, signer);
    const asked = await ask(sent, { ...signed, ...packed.headers }, signal);
    const next = nonceOf(asked);
    if (next !== null) await nonces.keep(next);
    return asked;
  };
  const first = await attempt(await nonces.read());
  const fresh = nonceOf(first);
  if (!isStale(first) || fresh === null) return first;
  const second = await attempt(fresh);
  // Twice stale is a hub whose nodes disagree: that passes, and is no fault of this device.
  return isStale(second) ? failed(BUSY) : second;
}

/** An unsigned request, or one whose signature headers are given. */
export async function ask(
  request: HubRequest,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Asked> {
  // In practice there is no hub, whoever asks and for whatever.
  if (here().isPractice) return failed({ kind: "unreachable" });
  const patience = patienceFor(request.body.length, signal);
  const sentMs = Date.now();
  const received = await transfer(request, headers, patience);
  patience.end();
  if (received === null) return failed({ kind: "unreachable" });
  return judge(received, request.accept ?? request.type, "If-None-Match" in headers, sentMs);
}

interface Received {
  readonly response: Response;
  /** Null where it is larger than any answer of the hub's. */
  readonly body: Uint8Array | null;
  readonly answeredMs: number;
}

/** Null where there is no network, the reply is torn, or patience ran out: fetch and the body reject for nothing else. */
async function transfer(
  request: HubRequest,
  headers: Readonly<Record<string, string>>,
  patience: Patience,
): Promise<Received | null> {
  const address = request.path + (request.query === "?" ? "" : request.query);
  const options: RequestInit = {
    method: request.method,
    headers: { Accept: request.accept ?? request.type, "Content-Type": request.type, ...headers },
    body: request.method === "GET" ? null : request.body,
    cache: "no-store",
    credentials: "omit",
    redirect: "manual",
    signal: patience.signal,
  };
  try {
    const response = await fetch(address, options);
    const answeredMs = Date.now();
    return { response, body: await readBody(response, patience), answeredMs };
  } catch {
    return null;
  }
}

async function readBody(response: Response, patience: Patience): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
    patience.renew();
    chunks.push(read.value);
    length += read.value.length;
    if (length > ANSWER_BYTES_MAX) {
      await reader?.cancel();
      return null;
    }
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

function judge(
  { response, body, answeredMs }: Received,
  type: string,
  isConditional: boolean,
  sentMs: number,
): Asked {
  const nonce = fromBase64(response.headers.get("Haidang-Nonce") ?? "");
  const gave = (response.headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase();
  const isUnchanged = isConditional && response.status === 304;
  if (body !== null && (isUnchanged || (response.ok && gave === type))) {
    return { ok: true, answer: { body, isUnchanged, nonce, sentMs, answeredMs } };
  }
  const problem = body !== null && gave === "application/problem+json" ? decodeProblem(body) : null;
  if (response.status >= 500 || response.status === 429) {
    const wait = retryAfterMs(response.headers.get("Retry-After"), response.headers.get("Date"));
    return failed({ kind: "busy", code: problem?.code ?? "busy", retryAfterMs: wait }, nonce);
  }
  return failed(problem === null ? { kind: "not-the-hub" } : { kind: "refused", code: problem.code }, nonce);
}

async function compress(
  body: Uint8Array<ArrayBuffer>,
): Promise<{ readonly body: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> }> {
  if (body.length < GZIP_BYTES_MIN || !("CompressionStream" in globalThis)) return { body, headers: {} };
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"));
  const zipped = new Uint8Array(await new Response(stream).arrayBuffer());
  return { body: zipped, headers: { "Content-Encoding": "gzip" } };
}

function isStale(asked: Asked): boolean {
  return !asked.ok && asked.failure.kind === "refused" && asked.failure.code === "stale-nonce";
}

function nonceOf(asked: Asked): Uint8Array | null {
  return asked.ok ? asked.answer.nonce : asked.nonce;
}

function failed(failure: Failure, nonce: Uint8Array | null = null): Asked {
  return { ok: false, failure, nonce };
}
