/** Words of one area, in the person's language: `devicesWords.value` inside a component follows every change. */
import { wordsOf } from "./speak";
import { devices } from "./vi/devices";

export const devicesWords = wordsOf(devices, () => import("./en/devices").then((module) => module.devices));
