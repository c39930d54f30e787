/** Words of one area, in the person's language: `deskWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { desk } from "./vi/desk";

export const deskWords = wordsOf(desk, () => import("./en/desk").then((module) => module.desk));
