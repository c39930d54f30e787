/** Words of one area, in the person's language: `helpingWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { helping } from "./vi/helping";

export const helpingWords = wordsOf(helping, () => import("./en/helping").then((module) => module.helping));
