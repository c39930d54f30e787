/** Words of one area, in the person's language: `homeWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { home } from "./vi/home";

export const homeWords = wordsOf(home, () => import("./en/home").then((module) => module.home));
