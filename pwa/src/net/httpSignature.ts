/**
 * HTTP Message Signatures (RFC 9421), the one profile that this app uses.
 *
 * Covered: method, path, query and the digest of the body (RFC 9530) as it travels. There is no `created`: what makes a
 * request fresh is the nonce that the hub gave in an earlier reply, never a clock.
 */

/** The parts of a request that the signature covers. */
export interface RequestParts {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** With its question mark; "?" where there is none (RFC 9421 §2.2.7). */
  readonly query: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Who signs: the device's id, and its key behind a function. */
export interface Signer {
  readonly device: string;
  sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

export interface SignatureHeaders {
  readonly "Content-Digest": string;
  readonly "Signature-Input": string;
  readonly Signature: string;
}

const LABEL = "haidang";

export async function signatureHeaders(
  parts: RequestParts,
  nonce: Uint8Array,
  signer: Signer,
): Promise<SignatureHeaders> {
  const digest = `sha-256=:${base64(new Uint8Array(await crypto.subtle.digest("SHA-256", parts.body)))}:`;
  const parameters = signatureParameters(signer.device, nonce);
  const base = new TextEncoder().encode(signatureBase(parts, digest, parameters));
  return {
    "Content-Digest": digest,
    "Signature-Input": `${LABEL}=${parameters}`,
    Signature: `${LABEL}=:${base64(await signer.sign(base))}:`,
  };
}

/** RFC 9421 §2.5: the very text that is signed. */
export function signatureBase(parts: RequestParts, contentDigest: string, parameters: string): string {
  return [
    `"@method": ${parts.method}`,
    `"@path": ${parts.path}`,
    `"@query": ${parts.query}`,
    `"content-digest": ${contentDigest}`,
    `"@signature-params": ${parameters}`,
  ].join("\n");
}

export function signatureParameters(device: string, nonce: Uint8Array): string {
  const components = '("@method" "@path" "@query" "content-digest")';
  return `${components};keyid="${device}";alg="ecdsa-p256-sha256";nonce="${base64(nonce)}"`;
}

export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The bytes, or null where the text is no base64 or empty. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    return text === "" ? null : Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
