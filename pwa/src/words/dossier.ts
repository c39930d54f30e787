/** Words of one area, in the person's language: `dossierWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { dossier } from "./vi/dossier";

export const dossierWords = wordsOf(dossier, () => import("./en/dossier").then((module) => module.dossier));
