/** Words of one area, in the person's language: `looksWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { looks } from "./vi/looks";

export const looksWords = wordsOf(looks, () => import("./en/looks").then((module) => module.looks));
