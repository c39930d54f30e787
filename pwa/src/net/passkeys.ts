/** A person's passkeys at the hub: made, listed, removed. */

import { makePasskey as make } from "../platform/authenticator";
import { pack } from "../sync/packing";
import type { Passkey, RemovePasskey } from "../wire.gen";
import { JSON_TYPE, MESSAGEPACK } from "./hub";
import { askMe } from "./me";
import { decodePasskeyOffer, decodePasskeys } from "./meReplies";
import type { Done } from "./sessions";
import { inSession, settled } from "./signedIn";
import { type Answer, NOTHING, signedTo } from "./signedTo";

export type Listed =
  | { readonly ok: true; readonly passkeys: readonly Passkey[] }
  | { readonly ok: false; readonly code: string };

/** Makes one, by which the person is known from then on; with it a session opens, or is proven. */
export async function makePasskey(name: string): Promise<Done> {
  const offered = await inSession(() => signedTo("POST", "/api/passkeys/offer", MESSAGEPACK, NOTHING));
  if (!offered.ok) return offered;
  const offer = decodePasskeyOffer(offered.answer.body);
  if (offer === null) return { ok: false, code: "not-the-hub" };
  const made = await make(offer);
  if (!made.ok) return made;
  const body = pack({ challenge: offer.challenge, name, ...made.answer });
  const kept = await signedTo("POST", "/api/passkeys", MESSAGEPACK, body, JSON_TYPE);
  return kept.ok ? settled(await askMe()) : kept;
}

export async function listPasskeys(): Promise<Listed> {
  return listed(await signedTo("GET", "/api/passkeys", JSON_TYPE, NOTHING));
}

/** With a fresh proof; what is open on other devices ends with it. */
export async function removePasskey(credential: string): Promise<Listed> {
  const asked: RemovePasskey = { credential };
  const body = new TextEncoder().encode(JSON.stringify(asked));
  const left = listed(await inSession(() => signedTo("POST", "/api/passkeys/remove", JSON_TYPE, body)));
  if (left.ok) await askMe();
  return left;
}

function listed(asked: Answer): Listed {
  if (!asked.ok) return asked;
  const said = decodePasskeys(asked.answer.body);
  return said === null ? { ok: false, code: "not-the-hub" } : { ok: true, passkeys: said.passkeys };
}
