/** The browser's door to passkeys (WebAuthn). What goes wrong is a value: a person cancels more often than anything breaks. */

export interface Shown {
  readonly credential: Uint8Array;
  readonly client: Uint8Array;
  readonly authenticator: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Made {
  readonly client: Uint8Array;
  readonly attestation: Uint8Array;
}

/** "cancelled": also where time ran out, or no passkey fits; browsers do not tell them apart, so that no page can pry. */
export type Trouble = "cancelled" | "already-here" | "no-passkeys";

export type Ceremony<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly code: Trouble };

export interface Making {
  readonly challenge: Uint8Array;
  readonly site: string;
  readonly account: Uint8Array;
  readonly person: string;
  readonly algorithms: readonly number[];
  readonly credentials: readonly Uint8Array[];
}

const PATIENCE_MS = 180_000;

/** Whether this browser has passkeys at this address: a bare number is nobody's name. */
export function hasPasskeys(here: { readonly hostname: string } = location): boolean {
  const isAddress = /^[\d.]+$|:/.test(here.hostname);
  return "PublicKeyCredential" in globalThis && isSecureContext && !isAddress;
}

/** Makes a passkey that this site asks for by itself later, behind the person's finger, face or PIN. */
export function makePasskey(making: Making): Promise<Ceremony<Made>> {
  return ceremony(async (signal) => {
    const publicKey: PublicKeyCredentialCreationOptions = {
      challenge: copy(making.challenge),
      rp: { id: making.site, name: "Hải Đăng" },
      user: { id: copy(making.account), name: making.person, displayName: making.person },
      pubKeyCredParams: making.algorithms.map((alg) => ({ type: "public-key" as const, alg })),
      excludeCredentials: making.credentials.map(described),
      authenticatorSelection: {
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
      attestation: "none",
      timeout: PATIENCE_MS,
    };
    const { response } = one(await navigator.credentials.create({ publicKey, signal }));
    const { clientDataJSON, attestationObject } = response as AuthenticatorAttestationResponse;
    return { client: new Uint8Array(clientDataJSON), attestation: new Uint8Array(attestationObject) };
  });
}

/** Asks for one of these passkeys; for any of this site's where none is named. */
export function showPasskey(
  challenge: Uint8Array,
  credentials: readonly Uint8Array[],
  site?: string,
): Promise<Ceremony<Shown>> {
  return ceremony(async (signal) => {
    const publicKey: PublicKeyCredentialRequestOptions = {
      challenge: copy(challenge),
      ...(site === undefined ? {} : { rpId: site }),
      allowCredentials: credentials.map(described),
      userVerification: "required",
      timeout: PATIENCE_MS,
    };
    const { rawId, response } = one(await navigator.credentials.get({ publicKey, signal }));
    const said = response as AuthenticatorAssertionResponse;
    return {
      credential: new Uint8Array(rawId),
      client: new Uint8Array(said.clientDataJSON),
      authenticator: new Uint8Array(said.authenticatorData),
      signature: new Uint8Array(said.signature),
    };
  });
}

let running: AbortController | null = null;

async function ceremony<T>(work: (signal: AbortSignal) => Promise<T>): Promise<Ceremony<T>> {
  if (!hasPasskeys()) return { ok: false, code: "no-passkeys" };
  // A browser holds one at a time; the one that was left behind gives way.
  running?.abort();
  const mine = new AbortController();
  running = mine;
  try {
    return { ok: true, answer: await work(mine.signal) };
  } catch (reason) {
    return { ok: false, code: troubleOf(reason) };
  } finally {
    if (running === mine) running = null;
  }
}

function troubleOf(reason: unknown): Trouble {
  if (!(reason instanceof DOMException)) throw reason;
  if (reason.name === "InvalidStateError") return "already-here";
  return ["NotSupportedError", "SecurityError", "ConstraintError"].includes(reason.name)
    ? "no-passkeys"
    : "cancelled";
}

function one(credential: Credential | null): PublicKeyCredential {
  if (credential instanceof PublicKeyCredential) return credential;
  throw new DOMException("nothing was given", "NotAllowedError");
}

function described(id: Uint8Array): PublicKeyCredentialDescriptor {
  return { type: "public-key", id: copy(id) };
}

/** Of its own: what was unpacked lies somewhere in a larger buffer. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
