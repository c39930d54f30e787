/** Words of one area, in the person's language: `commonWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { common } from "./vi/common";

export const commonWords = wordsOf(common, () => import("./en/common").then((module) => module.common));
