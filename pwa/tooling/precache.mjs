/** What a citizen's phone keeps for offline use: every built file but the city's own, each with its SHA-256. */

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
 * @param {ReadonlySet<string>} city files that only those use who work for the city
 * @returns {Kept[]}
 */
export function precacheOf(dist, city) {
  return filesIn(dist)
    .filter((file) => !NOT_KEPT.test(file) && !city.has(file))
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
 * Files of a build that nobody needs who does not work for the city.
 * @param {readonly import("vite").Rolldown.RolldownOutput["output"][number][]} outputs
 * @returns {Set<string>}
 */
export function cityFiles(outputs) {
  const chunks = outputs.filter((output) => output.type === "chunk");
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const kept = new Set();
  /** @param {string} name */
  const keep = (name) => {
    const chunk = byName.get(name);
    if (chunk === undefined || kept.has(name) || chunk.moduleIds.some(isCity)) return;
    kept.add(name);
    for (const css of chunk.viteMetadata?.importedCss ?? []) kept.add(css);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) keep(next);
  };
  const page = outputs.find(({ fileName }) => fileName === "index.html");
  const named = page?.type === "asset" ? String(page.source) : "";
  for (const { fileName } of chunks) if (named.includes(`"/${fileName}"`)) keep(fileName);
  const city = chunks.filter((chunk) => !kept.has(chunk.fileName));
  const files = city.flatMap((chunk) => [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])]);
  return new Set(files.filter((file) => !kept.has(file)));
}

/**
 * Whether only those who work for the city need a module: the table of their addresses, by which alone their screens are
 * reached, and what their words are in English, which the build would else put in one file with everybody's.
 * @param {string} module
 */
export function isCity(module) {
  return /\/src\/(?:cityRoutes\.ts|words\/en\/(?:administration|desk|deskConsent|review|unit)\.ts)$/.test(
    module,
  );
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
