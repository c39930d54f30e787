/** Tying this device to a person: ask for a challenge, sign it with the device's key, hand it in with the one-time code. */

import { keepAccount } from "../store/account";
import { StoreError } from "../store/errors";
import { ensureKeys } from "../store/identity";
import type { Keys } from "../store/keys";
import { seal } from "../store/keys";
import { here } from "../store/profile";
import { pack, toHex } from "../sync/packing";
import { ENROL } from "../sync/seal";
import { codeOf, type Failure } from "./backoff";
import { decodeChallenge, decodeEnrolled } from "./enrolReplies";
import { type Asked, ask, MESSAGEPACK } from "./hub";
import { kept } from "./nonces";

/** `code`: a kind of failure, or the code of the hub's problem. */
export type Enrolment = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** The hub's code for a key that is another person's already: the one-time code stays unspent. */
export const ANOTHERS = "not-permitted";
const NOT_THE_HUB: Failure = { kind: "not-the-hub" };
const PATIENCE_MS = 60_000;

/** What was typed before belongs to that person from then on. `label`: what the person calls this device. */
export async function enrol(code: string, label: string): Promise<Enrolment> {
  if (here().isPractice) return { ok: false, code: "practice" };
  try {
    const keys = await ensureKeys();
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const first = await attempt(keys, code, label, signal);
    // The challenge went stale on a slow line; a new one is asked for once.
    const failure =
      first?.kind === "refused" && first.code === "stale-nonce"
        ? await attempt(keys, code, label, signal)
        : first;
    return failure === null ? { ok: true } : { ok: false, code: codeOf(failure) };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    // The hub should have said so itself: its words for a code of another person's.
    return { ok: false, code: error.code === "not-theirs" ? ANOTHERS : "storage" };
  }
}

/** Null where the hub knows the device now. */
async function attempt(
  keys: Keys,
  code: string,
  label: string,
  signal: AbortSignal,
): Promise<Failure | null> {
  const asked = await post("/api/devices/challenge", new Uint8Array(), signal);
  if (!asked.ok) return asked.failure;
  const challenge = decodeChallenge(asked.answer.body);
  if (challenge === null) return NOT_THE_HUB;
  const { nonce } = challenge;
  const proof = pack([nonce, keys.public, code]);
  const signature = await seal.sign(keys.private, ENROL, proof);
  const request = pack({ code, public: keys.public, nonce, signature, label });
  const answered = await post("/api/devices", new Uint8Array(request), signal);
  if (!answered.ok) return answered.failure;
  const enrolled = decodeEnrolled(answered.answer.body);
  if (enrolled === null || toHex(enrolled.device) !== keys.device) return NOT_THE_HUB;
  await kept.keep(enrolled.nonce);
  await keepAccount(enrolled);
  return null;
}

function post(path: string, body: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Asked> {
  return ask({ method: "POST", path, query: "?", type: MESSAGEPACK, body }, {}, signal);
}
