/** Words of one area, in the person's language: `dossiersWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { dossiers } from "./vi/dossiers";

export const dossiersWords = wordsOf(dossiers, () =>
  import("./en/dossiers").then((module) => module.dossiers),
);
