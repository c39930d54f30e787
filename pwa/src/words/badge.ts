/** Words of one area, in the person's language: `badgeWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { badge } from "./vi/badge";

export const badgeWords = wordsOf(badge, () => import("./en/badge").then((module) => module.badge));
