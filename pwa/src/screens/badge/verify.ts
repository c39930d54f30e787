/** Whether a scanned badge is one: its form, the hub's signature, its time. Pure but for the check of the signature. */

import { NotCanonical, unpack } from "../../sync/packing";
import { BADGE, type Seal, unpackSigned } from "../../sync/seal";

export interface BadgeSaid {
  readonly person: string;
  readonly group: string;
  readonly area: string;
  readonly expires: number;
}

/** "unknown": there is no key to check it with. */
export type Judged =
  | { readonly kind: "good" | "expired"; readonly said: BadgeSaid }
  | { readonly kind: "not-ours" | "broken" | "unknown" };

const VERSION = 1;
const PARTS = 7;
const ACCOUNT_BYTES = 16;
const NAME_CHARS_MAX = 200;

/** `hub`: the public key of the hub that is believed here; null while none is known. */
export async function judge(
  record: Uint8Array | null,
  hub: Uint8Array | null,
  nowMs: number,
  seal: Pick<Seal<CryptoKey>, "verify">,
): Promise<Judged> {
  const signed = record === null ? null : unpackSigned(record);
  const said = signed === null ? null : badgeIn(signed[0]);
  if (signed === null || said === null) return { kind: "broken" };
  if (hub === null) return { kind: "unknown" };
  if (!(await seal.verify(hub, BADGE, ...signed))) return { kind: "not-ours" };
  return { kind: said.expires <= nowMs ? "expired" : "good", said };
}

/** What the payload says, signed by whomever; null where it is no badge. */
export function badgeIn(payload: Uint8Array): BadgeSaid | null {
  const parts = unpacked(payload);
  if (!Array.isArray(parts) || parts.length !== PARTS || parts[0] !== VERSION) return null;
  const [, account, person, group, area, issued, expires] = parts as readonly unknown[];
  const isWhole =
    account instanceof Uint8Array &&
    account.length === ACCOUNT_BYTES &&
    isName(person) &&
    isName(group) &&
    isName(area) &&
    Number.isSafeInteger(issued) &&
    Number.isSafeInteger(expires);
  return isWhole ? { person, group, area, expires: expires as number } : null;
}

/** The fragment of the badge's address, without its `#`. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
  } catch {
    return null;
  }
}

export function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function unpacked(payload: Uint8Array): unknown {
  try {
    return unpack(payload);
  } catch (fault) {
    if (fault instanceof NotCanonical) return null;
    throw fault;
  }
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length <= NAME_CHARS_MAX;
}
