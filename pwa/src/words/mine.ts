/** Words of one area, in the person's language: `mineWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { mine } from "./vi/mine";

export const mineWords = wordsOf(mine, () => import("./en/mine").then((module) => module.mine));
