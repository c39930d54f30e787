/** Asked before the first question: may somebody type forty answers here? If not, one sentence and one button. */

import { missing, type Surroundings } from "./browser";
import { inApp, ownBrowserLink } from "./inApp";
import { privateWindow } from "./storage";

/** Which sentence to show. */
export type GateCode = "in-app" | "insecure" | "private" | "too-old" | "storage-refused";

/** What its one button does: `href` is where "open-browser" leads. */
export type GateAction =
  | { readonly kind: "open-browser"; readonly href: string }
  | { readonly kind: "copy-address" }
  | { readonly kind: "try-again" };

export type Gate =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: GateCode; readonly action: GateAction };

/** What the gate looks at; in the app: the page's own globals, and whether a trial write came back from storage. */
export interface GateInput {
  readonly here: Surroundings;
  readonly storage: { getDirectory?(): Promise<unknown> };
  readonly userAgent: string;
  readonly address: string;
  readonly storageWorks: () => Promise<boolean>;
}

export async function gate(input: GateInput): Promise<Gate> {
  const copy: GateAction = { kind: "copy-address" };
  if (inApp(input.userAgent) !== null) {
    const href = ownBrowserLink(input.userAgent, input.address);
    return { ok: false, code: "in-app", action: href === null ? copy : { kind: "open-browser", href } };
  }
  if (input.here.isSecureContext === false) return { ok: false, code: "insecure", action: copy };
  const isTooOld = missing(input.here).length > 0;
  // Both at once: the first screen waits for them.
  const [isPrivate, works] = await Promise.all([
    privateWindow(input.storage),
    isTooOld || input.storageWorks(),
  ]);
  if (isPrivate) return { ok: false, code: "private", action: copy };
  if (isTooOld) return { ok: false, code: "too-old", action: copy };
  if (!works) return { ok: false, code: "storage-refused", action: { kind: "try-again" } };
  return { ok: true };
}
