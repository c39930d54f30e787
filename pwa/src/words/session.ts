/** Words of one area, in the person's language: `sessionWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { session } from "./vi/session";

export const sessionWords = wordsOf(session, () => import("./en/session").then((module) => module.session));
