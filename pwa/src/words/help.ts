/** Words of one area, in the person's language: `helpWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { help } from "./vi/help";

export const helpWords = wordsOf(help, () => import("./en/help").then((module) => module.help));
