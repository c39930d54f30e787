/** Words of one area, in the person's language: `answersWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { answers } from "./vi/answers";

export const answersWords = wordsOf(answers, () => import("./en/answers").then((module) => module.answers));
