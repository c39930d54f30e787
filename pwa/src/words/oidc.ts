/** Words of one area, in the person's language: `oidcWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { oidc } from "./vi/oidc";

export const oidcWords = wordsOf(oidc, () => import("./en/oidc").then((module) => module.oidc));
