/** The walls of the app: which folder may import which, and which package. Typing and lazy imports count like any other. */

import { expect, test } from "vitest";
import { cycleIn, type Import, importsOf, sourceFiles } from "./graph";

/** A folder of src (or a file that stands alone in it) and the folders that it may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "wire.gen.ts": [],
  sync: ["wire.gen.ts"],
  platform: [],
  store: ["sync", "wire.gen.ts", "platform"],
  net: ["store", "sync", "wire.gen.ts", "platform"],
  words: ["store", "sync", "wire.gen.ts", "platform"],
  ui: ["words", "platform"],
  forms: ["ui", "words", "store", "sync", "wire.gen.ts", "platform"],
  screens: ["ui", "forms", "words", "net", "store", "sync", "wire.gen.ts", "platform"],
  sw: ["net", "store", "platform"],
  "main.tsx": ["screens", "ui", "forms", "words", "net", "store", "platform"],
};

/** Packages by the folders that may know them. Everything else is written here. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  idb: ["store"],
  "@cfworker/json-schema": ["forms"],
  preact: ["ui", "forms", "screens", "main.tsx"],
  "preact/hooks": ["ui", "forms", "screens"],
  "@preact/signals": ["platform", "store", "net", "words", "ui", "forms", "screens", "main.tsx"],
};

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const inside = imports.filter((one) => one.kind === "inside");

test("every file stands in a known folder", () => {
  expect(files.filter((file) => !(folderOf(file) in MAY_IMPORT))).toEqual([]);
});

test("arrows between folders point one way", () => {
  const wrong = inside.filter(({ from, to }) => {
    const [here, there] = [folderOf(from), folderOf(to)];
    return here !== there && !MAY_IMPORT[here]?.includes(there);
  });
  expect(wrong.map(arrow)).toEqual([]);
});

test("a screen does not import its neighbour", () => {
  const screen = (file: string) => file.split("/")[1];
  const wrong = inside.filter(
    ({ from, to }) =>
      folderOf(from) === "screens" && folderOf(to) === "screens" && screen(from) !== screen(to),
  );
  expect(wrong.map(arrow)).toEqual([]);
});

test("no file imports itself by any way round", () => {
  const edges = new Map(
    files.map((file) => [file, inside.filter(({ from }) => from === file).map(({ to }) => to)]),
  );
  expect(cycleIn(edges)).toBeNull();
});

test("a package is known only where it has its place", () => {
  const wrong = imports.filter(
    ({ from, to, kind }) => kind === "package" && !PACKAGES[to]?.includes(folderOf(from)),
  );
  expect(wrong.map(arrow)).toEqual([]);
});

test("what lies outside src is data of schemas, and only forms reads it", () => {
  const wrong = imports.filter(
    ({ from, to, kind }) =>
      kind === "outside" && !(folderOf(from) === "forms" && /^(\.\.\/)+schemas\/.*\.json$/.test(to)),
  );
  expect(wrong.map(arrow)).toEqual([]);
});

test("a ring of three is found", () => {
  const ring = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["a"]],
  ]);
  expect(cycleIn(ring)).toEqual(["a", "b", "c", "a"]);
});

function folderOf(file: string): string {
  return file.split("/")[0] ?? "";
}

function arrow({ from, to }: Import): string {
  return `${from} → ${to}`;
}
