/** Whatever is read stands out from what it stands on, in daylight and in the dark: contrast as WCAG 2 computes it. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const sheet = readFileSync(fileURLToPath(new URL("../../src/ui/tokens.css", import.meta.url)), "utf8");
const [light = "", dark = ""] = sheet.split("@media (prefers-color-scheme: dark)");
const modes = { light: colours(light), dark: { ...colours(light), ...colours(dark) } };

const onPaperAndFoam = ["ink", "sea", "done", "wait", "mend"];
const pairs: readonly (readonly [text: string, ground: string, least: number])[] = [
  ...onPaperAndFoam.map((text) => [text, "paper", 7] as const),
  ...onPaperAndFoam.map((text) => [text, "foam", 7] as const),
  ["ink", "paper", 12],
  ["on-sea", "sea", 7],
  ["on-night", "night", 7],
  // What only has to be seen: borders of controls, and the ring of focus against its dark neighbour.
  ["edge", "paper", 3],
  ["lamp", "night", 3],
];

for (const mode of ["light", "dark"] as const) {
  test.each(pairs)(`${mode}: %s on %s reaches %s to 1`, (text, ground, least) => {
    expect(contrast(modes[mode][text], modes[mode][ground])).toBeGreaterThanOrEqual(least);
  });
}

test("black on white is the greatest contrast there is", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
});

function colours(css: string): Record<string, string> {
  return Object.fromEntries(
    [...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string | undefined): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt((hex ?? "").slice(at, at + 2), 16) / 255);
  const [red = Number.NaN, green = 0, blue = 0] = channels.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
