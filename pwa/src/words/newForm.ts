/** Words of one area, in the person's language: `newFormWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { newForm } from "./vi/newForm";

export const newFormWords = wordsOf(newForm, () => import("./en/newForm").then((module) => module.newForm));
