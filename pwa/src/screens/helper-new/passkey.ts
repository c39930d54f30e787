/** A citizen's own passkey confirms a consent: it signs the hash of what it says, for this one dossier (SPEC K4). */

import { asked } from "../../sync/consent";
import { fromHex, type Hex, type ValueMap } from "../../sync/packing";

const PATIENCE_MS = 120_000;

/** Whether this browser can ask for one at all. */
export function canAskPasskey(): boolean {
  return "PublicKeyCredential" in globalThis && "credentials" in navigator;
}

/** Null where none was given. */
export async function passkeyProof(
  document: Hex,
  body: ValueMap,
): Promise<Readonly<Record<string, string>> | null> {
  const challenge = await crypto.subtle.digest("SHA-256", new Uint8Array(asked(fromHex(document), body)));
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge,
    rpId: location.hostname,
    // It may be on another phone: whichever passkey of this site its owner picks.
    allowCredentials: [],
    userVerification: "required",
    timeout: PATIENCE_MS,
  };
  const given = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(given instanceof PublicKeyCredential)) return null;
  const { response } = given;
  if (!(response instanceof AuthenticatorAssertionResponse)) return null;
  return {
    credential: base64Url(given.rawId),
    authenticator: base64Url(response.authenticatorData),
    client: base64Url(response.clientDataJSON),
    signature: base64Url(response.signature),
  };
}

function base64Url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
