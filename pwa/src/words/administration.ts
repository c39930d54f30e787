/** Words of one area, in the person's language: `administrationWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { administration } from "./vi/administration";

export const administrationWords = wordsOf(administration, () =>
  import("./en/administration").then((module) => module.administration),
);
