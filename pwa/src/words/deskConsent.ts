/** Words of one area, in the person's language: `deskConsentWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { deskConsent } from "./vi/deskConsent";

export const deskConsentWords = wordsOf(deskConsent, () =>
  import("./en/deskConsent").then((module) => module.deskConsent),
);
