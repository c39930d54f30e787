/** Words of one area, in the person's language: `procedureWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { procedure } from "./vi/procedure";

export const procedureWords = wordsOf(procedure, () =>
  import("./en/procedure").then((module) => module.procedure),
);
