/** Words of one area, in the person's language: `statesWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { states } from "./vi/states";

export const statesWords = wordsOf(states, () => import("./en/states").then((module) => module.states));
