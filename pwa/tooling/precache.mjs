/** What a citizen's phone keeps for offline use: every built file but the desk's own, each with its SHA-256 and size. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * One file of the offline shell: URL path, base64 SHA-256, bytes.
 * @typedef {readonly [path: string, sha256: string, bytes: number]} PrecacheEntry
 */

/** Not kept: the worker itself, what the system fetches at installation, and compressed copies. */
const NOT_KEPT = /^(sw\.js|icons\/.*\.png|.*\.(br|gz))$/;

/**
 * @param {string} dist the directory of built files
 * @param {ReadonlySet<string>} desk files that only the officer's screens use
 * @returns {PrecacheEntry[]}
 */
export function precacheOf(dist, desk) {
  return filesIn(dist)
    .filter((file) => !NOT_KEPT.test(file) && !desk.has(file))
    .sort()
    .map((file) => {
      const bytes = readFileSync(join(dist, file));
      const path = file === "index.html" ? "/" : `/${file}`;
      return [path, createHash("sha256").update(bytes).digest("base64"), bytes.length];
    });
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
  for (const chunk of chunks) if (chunk.isEntry) keep(chunk.fileName);
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
