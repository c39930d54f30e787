/** Words of one area, in the person's language: `consentsWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { consents } from "./vi/consents";

export const consentsWords = wordsOf(consents, () =>
  import("./en/consents").then((module) => module.consents),
);
