/** What a citizen's phone keeps for offline use: every built file but the desk's own, each with its SHA-256. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * One file that is kept: URL path, base64 SHA-256.
 * @typedef {readonly [path: string, sha256: string]} Kept
 */

/** Not kept: the worker itself, icons that the system fetches when the app is installed, clips that a person asks for. */
const NOT_KEPT = /^(sw\.js|icons\/.*\.png|clips\/.*)$/;

/**
 * @param {string} dist the directory of built files
 * @param {ReadonlySet<string>} desk files that only the officer's screens use
 * @returns {Kept[]}
 */
export function precacheOf(dist, desk) {
  return filesIn(dist)
    .filter((file) => !NOT_KEPT.test(file) && !desk.has(file))
    .sort()
    .map((file) => keptAs(file === "index.html" ? "/" : `/${file}`, readFileSync(join(dist, file))));
}

/**
 * @param {string} path
 * @param {string | Buffer} content
 * @returns {Kept}
 */
export function keptAs(path, content) {
  return [path, createHash("sha256").update(content).digest("base64")];
}

/**
 * The list as a file of its own, named by its content: the worker holds its name and SHA-256 and stays small.
 * @param {readonly Kept[]} kept
 * @returns {{path: string, content: string}}
 */
export function listOf(kept) {
  const content = JSON.stringify(kept);
  const name = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return { path: `/assets/release-${name}.json`, content };
}

/**
 * Files of a build that no module outside the desk's screens needs.
 * @param {readonly import("vite").Rolldown.RolldownOutput["output"][number][]} outputs
 * @returns {Set<string>}
 */
export function deskFiles(outputs) {
  const chunks = outputs.filter((output) => output.type === "chunk");
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const kept = new Set();
  /** @param {string} name */
  const keep = (name) => {
    const chunk = byName.get(name);
    if (chunk === undefined || kept.has(name) || isDesk(chunk.facadeModuleId)) return;
    kept.add(name);
    for (const css of chunk.viteMetadata?.importedCss ?? []) kept.add(css);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) keep(next);
  };
  const page = outputs.find(({ fileName }) => fileName === "index.html");
  const named = page?.type === "asset" ? String(page.source) : "";
  for (const { fileName } of chunks) if (named.includes(`"/${fileName}"`)) keep(fileName);
  const desk = chunks.filter((chunk) => !kept.has(chunk.fileName));
  const files = desk.flatMap((chunk) => [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])]);
  return new Set(files.filter((file) => !kept.has(file)));
}

/** @param {string | null} module */
function isDesk(module) {
  return module?.includes("/src/screens/desk") ?? false;
}

/**
 * @param {string} directory
 * @returns {string[]} paths with forward slashes, relative to the directory
 */
function filesIn(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
