/** Words of one area, in the person's language: `enrolWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { enrol } from "./vi/enrol";

export const enrolWords = wordsOf(enrol, () => import("./en/enrol").then((module) => module.enrol));
