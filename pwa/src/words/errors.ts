/** Words of one area, in the person's language: `errorsWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { errors } from "./vi/errors";

export const errorsWords = wordsOf(errors, () => import("./en/errors").then((module) => module.errors));
