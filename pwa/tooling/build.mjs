/** The whole build: pages, then the service worker that knows every file of them. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { deskFiles, keptAs, listOf, precacheOf } from "./precache.mjs";
import { buildServiceWorker } from "./service-worker.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * @param {string} dist where to; emptied first
 * @returns {Promise<{kept: import("./precache.mjs").Kept[], desk: ReadonlySet<string>}>}
 */
export async function buildApp(dist) {
  const result = await build({
    root: ROOT,
    configFile: join(ROOT, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: dist, emptyOutDir: true },
  });
  if (Array.isArray(result) || !("output" in result)) throw new Error("one build was expected");
  const desk = deskFiles(result.output);
  const files = precacheOf(dist, desk);
  const list = listOf(files);
  const keptList = keptAs(list.path, list.content);
  writeFileSync(join(dist, list.path), list.content);
  writeFileSync(join(dist, "sw.js"), await buildServiceWorker("sw.ts", keptList));
  return { kept: [keptList, ...files], desk };
}
