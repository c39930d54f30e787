/** A signing key from its bare private number, which WebCrypto alone cannot read. */

import { createECDH } from "node:crypto";

export interface Secret {
  readonly key: CryptoKey;
  /** SubjectPublicKeyInfo. */
  readonly public: Uint8Array;
}

/** Null where it is no private key of P-256. */
export async function importSecret(secret: Uint8Array): Promise<Secret | null> {
  const curve = createECDH("prime256v1");
  try {
    curve.setPrivateKey(secret);
  } catch {
    return null;
  }
  const point = curve.getPublicKey();
  const [x, y, d] = [point.subarray(1, 33), point.subarray(33), Buffer.from(secret)].map((number) =>
    number.toString("base64url"),
  );
  const curveName = { name: "ECDSA", namedCurve: "P-256" };
  const jwk = { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" };
  const publicKey = await crypto.subtle.importKey("jwk", jwk, curveName, true, ["verify"]);
  return {
    key: await crypto.subtle.importKey("jwk", { ...jwk, d: d ?? "" }, curveName, false, ["sign"]),
    public: new Uint8Array(await crypto.subtle.exportKey("spki", publicKey)),
  };
}
