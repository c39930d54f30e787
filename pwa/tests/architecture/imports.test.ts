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
  "cityRoutes.ts": ["screens", "ui"],
  "routes.ts": ["cityRoutes.ts", "screens", "ui", "platform"],
  "main.tsx": ["routes.ts", "screens", "ui", "forms", "words", "net", "store", "platform"],
};

/** Packages by the folders that may know them. Everything else is written here. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  idb: ["store"],
  uqr: ["screens"],
  "@cfworker/json-schema": ["forms"],
  preact: ["ui", "forms", "screens", "main.tsx"],
  "preact/hooks": ["ui", "forms", "screens"],
  "@preact/signals": ["platform", "store", "net", "words", "ui", "forms", "screens", "main.tsx"],
};

/** Folders of screens that others may use: what several share, and what stands around all. */
const SHARED_BY_SCREENS = ["parts", "frame"];
/** A page of one dossier belongs to its list, and the other pages of the desk and of who helps to the first of theirs. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  "desk-citizen": "desk",
  "desk-dossier": "desk",
  "desk-unit": "desk",
  check: "form",
  "helper-new": "helper",
  "helper-paper": "helper",
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
  const wrong = inside.filter(({ from, to }) => {
    if (folderOf(from) !== "screens" || folderOf(to) !== "screens") return false;
    const [here = "", there = ""] = [from, to].map((file) => file.split("/")[1]);
    return here !== there && NEIGHBOURS[here] !== there && !SHARED_BY_SCREENS.includes(there);
  });
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

test("what lies outside src is data of schemas, which only forms reads, and the version", () => {
  const isData = ({ from, to }: Import) =>
    folderOf(from) === "forms" && /^(\.\.\/)+schemas\/.*\.json$/.test(to);
  const wrong = imports.filter(
    (one) => one.kind === "outside" && !isData(one) && one.to !== "../package.json",
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
