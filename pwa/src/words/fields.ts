/** Words of one area, in the person's language: `fieldsWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { fields } from "./vi/fields";

export const fieldsWords = wordsOf(fields, () => import("./en/fields").then((module) => module.fields));
