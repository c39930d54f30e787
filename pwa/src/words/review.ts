/** Words of one area, in the person's language: `reviewWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { review } from "./vi/review";

export const reviewWords = wordsOf(review, () => import("./en/review").then((module) => module.review));
