/** What the hub says of sign-in at another's door, checked before it is used. Bounds as in schemas/wire/federation.py. */

import type { OidcBegun, SignInProvider, SignInProviders } from "../wire.gen";
import { json, packed, shortText } from "./decode";
import { type Check, flag, listOf, record, text } from "./shape";

const PROVIDERS_MAX = 8;

const provider = record<SignInProvider>({
  id: text(32),
  vi: shortText,
  en: shortText,
  citizens: flag,
  staff: flag,
});

/** A page, and nothing that a browser would run: only the web's own schemes, in full. */
const address: Check<string> = (value): value is string => {
  if (typeof value !== "string" || value.length > 8_192) return false;
  const url = URL.canParse(value) ? new URL(value) : null;
  return url?.protocol === "https:" || (url?.protocol === "http:" && url.hostname === "127.0.0.1");
};

const begun = record<OidcBegun>({ address });

export const decodeProviders = json(record<SignInProviders>({ providers: listOf(provider, PROVIDERS_MAX) }));
export const decodeBegunPacked = packed(begun);
export const decodeBegunJson = json(begun);
