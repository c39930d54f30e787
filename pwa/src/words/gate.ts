/** Words of one area, in the person's language: `gateWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { gate } from "./vi/gate";

export const gateWords = wordsOf(gate, () => import("./en/gate").then((module) => module.gate));
