/** Words of one area, in the person's language: `unitWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { unit } from "./vi/unit";

export const unitWords = wordsOf(unit, () => import("./en/unit").then((module) => module.unit));
