/** Words of one area, in the person's language: `settingsWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { settings } from "./vi/settings";

export const settingsWords = wordsOf(settings, () =>
  import("./en/settings").then((module) => module.settings),
);
