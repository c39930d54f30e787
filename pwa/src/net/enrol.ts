/**
 * Tying this device to a person: ask for a challenge, sign it with the device's key, and hand it in with a one-time code or
 * with what a passkey of the person's signs for this very key.
 */

import { showPasskey } from "../platform/authenticator";
import { keepAccount } from "../store/account";
import { StoreError } from "../store/errors";
import { ensureKeys } from "../store/identity";
import type { Keys } from "../store/keys";
import { seal } from "../store/keys";
import { here } from "../store/profile";
import { fromHex, pack, toHex } from "../sync/packing";
import { ENROL } from "../sync/seal";
import { codeOf } from "./backoff";
import { decodeChallenge, decodeEnrolled } from "./enrolReplies";
import { type Asked, ask, MESSAGEPACK } from "./hub";
import { kept } from "./nonces";

/** `code`: a kind of failure, what the browser said of a passkey, or the code of the hub's problem. */
export type Enrolment = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** The hub's code for a key that is another person's already: the one-time code stays unspent. */
export const ANOTHERS = "not-permitted";

/** By what a device comes in: where that is handed in, what the device's key signs of it, and what is handed in. */
interface Proof {
  readonly path: string;
  readonly by: string | Uint8Array;
  readonly handedIn: { readonly [name: string]: unknown };
}

/** For this challenge; a text where there is none, and why. */
type Prove = (nonce: Uint8Array, keys: Keys) => Promise<Proof | string>;

const PATIENCE_MS = 60_000;
const PASSKEY_LABEL = new TextEncoder().encode("haidang/passkey-enrol/1\0");

/** What was typed before belongs to that person from then on. `label`: what the person calls this device. */
export function enrol(code: string, label: string): Promise<Enrolment> {
  const prove: Prove = async () => ({ path: "/api/devices", by: code, handedIn: { code } });
  // The challenge may go stale on a slow line; a new one is asked for once.
  return enrolled(prove, label, 2);
}

/** The same by a passkey that the person made before, on this device or another. */
export function enrolByPasskey(label: string): Promise<Enrolment> {
  const prove: Prove = async (nonce, keys) => {
    const covered = [...PASSKEY_LABEL, ...pack([nonce, keys.public])];
    const challenge = await seal.digest(new Uint8Array(covered));
    const shown = await showPasskey(fromHex(challenge), []);
    if (!shown.ok) return shown.code;
    const assertion = { ...shown.answer };
    return { path: "/api/devices/passkey", by: assertion.credential, handedIn: { assertion } };
  };
  return enrolled(prove, label, 1);
}

async function enrolled(prove: Prove, label: string, times: number): Promise<Enrolment> {
  if (here().isPractice) return { ok: false, code: "practice" };
  try {
    const keys = await ensureKeys();
    for (let left = times; ; left--) {
      const code = await attempt(keys, prove, label);
      if (code === null) return { ok: true };
      if (code !== "stale-nonce" || left === 1) return { ok: false, code };
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    // The hub should have said so itself: its words for a code of another person's.
    return { ok: false, code: error.code === "not-theirs" ? ANOTHERS : "storage" };
  }
}

/** Null where the hub knows the device now. */
async function attempt(keys: Keys, prove: Prove, label: string): Promise<string | null> {
  const asked = await post("/api/devices/challenge", new Uint8Array());
  if (!asked.ok) return codeOf(asked.failure);
  const challenge = decodeChallenge(asked.answer.body);
  if (challenge === null) return "not-the-hub";
  const { nonce } = challenge;
  const proof = await prove(nonce, keys);
  if (typeof proof === "string") return proof;
  const signature = await seal.sign(keys.private, ENROL, pack([nonce, keys.public, proof.by]));
  const request = pack({ ...proof.handedIn, public: keys.public, nonce, signature, label });
  const answered = await post(proof.path, new Uint8Array(request));
  if (!answered.ok) return codeOf(answered.failure);
  const enrolled = decodeEnrolled(answered.answer.body);
  if (enrolled === null || toHex(enrolled.device) !== keys.device) return "not-the-hub";
  await kept.keep(enrolled.nonce);
  await keepAccount(enrolled);
  return null;
}

function post(path: string, body: Uint8Array<ArrayBuffer>): Promise<Asked> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return ask({ method: "POST", path, query: "?", type: MESSAGEPACK, body }, {}, signal);
}
