/** Sessions, as a person opens, proves and ends them: a challenge of the hub's, answered by their passkey. */

import { showPasskey } from "../platform/authenticator";
import { pack } from "../sync/packing";
import { JSON_TYPE, MESSAGEPACK } from "./hub";
import { takeMe } from "./me";
import { decodeSessionOffer } from "./meReplies";
import { settled } from "./signedIn";
import { type Answer, NOTHING, signedTo } from "./signedTo";

/** `code`: what the browser said, a kind of failure, or the code of the hub's problem. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** Opens a session on this device, or proves the one that is open. */
export async function openSession(): Promise<Done> {
  const offered = await signedTo("POST", "/api/session/offer", MESSAGEPACK, NOTHING);
  if (!offered.ok) return offered;
  const offer = decodeSessionOffer(offered.answer.body);
  if (offer === null) return { ok: false, code: "not-the-hub" };
  const shown = await showPasskey(offer.challenge, offer.credentials, offer.site);
  if (!shown.ok) return shown;
  const body = pack({ challenge: offer.challenge, assertion: { ...shown.answer } });
  return took(await signedTo("POST", "/api/session", MESSAGEPACK, body, JSON_TYPE));
}

/** In a demo a press stands for the passkey; another hub knows nothing of it. */
export async function openSessionOfDemo(): Promise<Done> {
  return took(await signedTo("POST", "/api/session/code", JSON_TYPE, NOTHING));
}

export async function endSession(): Promise<Done> {
  const ended = await signedTo("POST", "/api/session/end", JSON_TYPE, NOTHING);
  return ended.ok ? takeMe(ended.answer) : ended;
}

async function took(opened: Answer): Promise<Done> {
  return opened.ok ? settled(await takeMe(opened.answer)) : opened;
}
