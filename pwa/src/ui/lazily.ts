/** A screen that is fetched when it is first gone to. */

import type { ComponentType } from "preact";
import { loadScreen } from "../platform/lazy";
import { wordsReady } from "../words/speak";
import type { ScreenProps } from "./router";

type Screen = ComponentType<ScreenProps>;

/** It is shown once it and its words are here. */
export function lazily(load: () => Promise<Screen>): () => Promise<Screen> {
  return async () => {
    const screen = await loadScreen(load);
    await wordsReady();
    return screen;
  };
}
