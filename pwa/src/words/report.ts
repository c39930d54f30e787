/** Words of one area, in the person's language: `reportWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { report } from "./vi/report";

export const reportWords = wordsOf(report, () => import("./en/report").then((module) => module.report));
