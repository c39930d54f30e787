/** Words of one area, in the person's language: `catalogueWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { catalogue } from "./vi/catalogue";

export const catalogueWords = wordsOf(catalogue, () =>
  import("./en/catalogue").then((module) => module.catalogue),
);
