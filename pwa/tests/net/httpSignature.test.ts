/** The RFC 9421 profile against the vectors that the hub's side reads too. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fromBase64, type RequestParts, signatureBase, signatureHeaders } from "../../src/net/httpSignature";

interface Vectors {
  readonly device: string;
  readonly public: string;
  readonly nonce: string;
  readonly requests: readonly {
    readonly method: "GET" | "POST";
    readonly path: string;
    readonly query: string;
    readonly body: string;
    readonly content_digest: string;
    readonly signature_input: string;
    readonly signature_base: string;
    readonly signature: string;
  }[];
}

const file = new URL("../../../tests/vectors/http-signature.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;
const ECDSA = { name: "ECDSA", hash: "SHA-256" } as const;
const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;

describe.each(vectors.requests)("$method $path$query", (vector) => {
  const parts: RequestParts = { ...vector, body: bytes(vector.body) };

  test("the headers and the signed text are those of the vector", async () => {
    let signed = "";
    const signer = {
      device: vectors.device,
      sign: async (message: Uint8Array) => {
        signed = new TextDecoder().decode(message);
        return new Uint8Array(64);
      },
    };
    const headers = await signatureHeaders(parts, bytes(vectors.nonce), signer);
    expect(headers["Content-Digest"]).toBe(vector.content_digest);
    expect(headers["Signature-Input"]).toBe(vector.signature_input);
    expect(signed).toBe(vector.signature_base);
  });

  test("the signature of the vector verifies, and not over another path", async () => {
    const key = await crypto.subtle.importKey("spki", bytes(vectors.public), P256, false, ["verify"]);
    const signature = bytesOf(vector.signature);
    const parameters = vector.signature_input.replace("haidang=", "");
    const verifies = (path: string) => {
      const base = signatureBase({ ...parts, path }, vector.content_digest, parameters);
      return crypto.subtle.verify(ECDSA, key, signature, new TextEncoder().encode(base));
    };
    expect(await verifies(vector.path)).toBe(true);
    expect(await verifies("/api/other")).toBe(false);
  });
});

test("what is no base64 is no nonce", () => {
  expect(fromBase64("AAEC")).toEqual(new Uint8Array([0, 1, 2]));
  for (const text of ["", "*", "A", "ới"]) expect(fromBase64(text)).toBeNull();
});

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

function bytesOf(signature: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(signature.replace(/^haidang=:|:$/g, ""), "base64"));
}
