/**
 * Sign-in at another's door: which doors there are, where to go, and handing in what was brought back. Both ends are
 * signed by this device's key, so that what comes back is of use to this device alone.
 */

import { keepAccount } from "../store/account";
import { StoreError } from "../store/errors";
import { ensureKeys } from "../store/identity";
import { type Keys, seal } from "../store/keys";
import { fromHex, pack, toHex, utf8 } from "../sync/packing";
import { ENROL } from "../sync/seal";
import type { SignInProvider } from "../wire.gen";
import { codeOf } from "./backoff";
import { decodeChallenge, decodeEnrolled } from "./enrolReplies";
import { ask, type HubRequest, JSON_TYPE, MESSAGEPACK } from "./hub";
import { askMe, takeMe } from "./me";
import { kept } from "./nonces";
import { decodeBegunJson, decodeBegunPacked, decodeProviders } from "./oidcReplies";
import { settled } from "./signedIn";
import { type Answer, signedTo } from "./signedTo";

/** `code`: a kind of failure, or the code of the hub's problem. */
interface Failed {
  readonly ok: false;
  readonly code: string;
}
export type Begun = { readonly ok: true; readonly address: string } | Failed;
export type Finished = { readonly ok: true; readonly purpose: Purpose } | Failed;
export type Purpose = "enrol" | "session";

/** What a provider sent a person back with. */
export interface Brought {
  readonly state: string;
  readonly code: string;
  readonly issuer: string | null;
}

const PATIENCE_MS = 60_000;
const BEGIN = "haidang/oidc/begin/1\0";
const FINISH = "haidang/oidc/finish/1\0";
const NOT_THE_HUB: Failed = { ok: false, code: "not-the-hub" };

/** None where the hub has none, or cannot be asked. */
export async function providers(): Promise<readonly SignInProvider[]> {
  const asked = await plain("GET", "/api/oidc/providers", JSON_TYPE, new Uint8Array());
  return (asked.ok && decodeProviders(asked.answer.body)?.providers) || [];
}

/** Where the person goes, so that this device becomes theirs. `label`: what they call it. */
export function beginEnrolment(provider: string, label: string): Promise<Begun> {
  return overStore(async () => {
    const keys = await ensureKeys();
    const by = await digest(BEGIN, [provider]);
    const asked = await proven(keys, "/api/oidc/enrol/begin", by, { provider, label });
    return asked.ok ? leadTo(decodeBegunPacked(asked.answer.body)) : asked;
  });
}

/** Where the person goes to show once more who they are. */
export function beginSession(provider: string): Promise<Begun> {
  return overStore(async () => {
    const asked = await signed("/api/oidc/session/begin", { provider });
    return asked.ok ? leadTo(decodeBegunJson(asked.answer.body)) : asked;
  });
}

/** Hands in what was brought back, for what was begun. */
export function finish(brought: Brought): Promise<Finished> {
  return overStore(() => (purposeOf(brought) === "enrol" ? enrolBy(brought) : openBy(brought)));
}

/** By the first letter of the state; one that says something else is refused by the hub. */
export function purposeOf({ state }: Pick<Brought, "state">): Purpose {
  return state.startsWith("s") ? "session" : "enrol";
}

async function enrolBy({ state, code, issuer }: Brought): Promise<Finished> {
  const keys = await ensureKeys();
  const by = await digest(FINISH, [state, code]);
  const asked = await proven(keys, "/api/oidc/enrol/finish", by, { state, code, issuer });
  if (!asked.ok) return asked;
  const enrolled = decodeEnrolled(asked.answer.body);
  if (enrolled === null || toHex(enrolled.device) !== keys.device) return NOT_THE_HUB;
  await kept.keep(enrolled.nonce);
  await keepAccount(enrolled);
  // Which pages are this person's; where it fails, it is known beside the next exchange.
  await askMe();
  return { ok: true, purpose: "enrol" };
}

async function openBy({ state, code, issuer }: Brought): Promise<Finished> {
  const asked = await signed("/api/oidc/session/finish", { state, code, issuer });
  if (!asked.ok) return asked;
  const said = settled(await takeMe(asked.answer));
  return said.ok ? { ok: true, purpose: "session" } : said;
}

/** A request by a device that the hub need not know: its key signs a challenge and what is handed in. */
async function proven(
  keys: Keys,
  path: string,
  by: Uint8Array,
  handedIn: { readonly [name: string]: string | null },
): Promise<Answer> {
  const challenged = await plain("POST", "/api/devices/challenge", MESSAGEPACK, new Uint8Array());
  if (!challenged.ok) return challenged;
  const challenge = decodeChallenge(challenged.answer.body);
  if (challenge === null) return NOT_THE_HUB;
  const { nonce } = challenge;
  const signature = await seal.sign(keys.private, ENROL, pack([nonce, keys.public, by]));
  const body = pack({ ...handedIn, public: keys.public, nonce, signature });
  return plain("POST", path, MESSAGEPACK, new Uint8Array(body));
}

async function plain(
  method: "GET" | "POST",
  path: string,
  type: HubRequest["type"],
  body: Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  const asked = await ask({ method, path, query: "?", type, body }, {}, AbortSignal.timeout(PATIENCE_MS));
  return asked.ok ? asked : { ok: false, code: codeOf(asked.failure) };
}

function signed(path: string, content: { readonly [name: string]: string | null }): Promise<Answer> {
  return signedTo("POST", path, JSON_TYPE, new TextEncoder().encode(JSON.stringify(content)));
}

async function digest(label: string, parts: readonly string[]): Promise<Uint8Array> {
  return fromHex(await seal.digest(new Uint8Array([...utf8(label), ...pack(parts)])));
}

function leadTo(begun: { readonly address: string } | null): Begun {
  return begun === null ? NOT_THE_HUB : { ok: true, address: begun.address };
}

async function overStore<T>(work: () => Promise<T | Failed>): Promise<T | Failed> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, code: "storage" };
    throw error;
  }
}
