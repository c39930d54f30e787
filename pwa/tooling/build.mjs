/** The whole build: pages, then the service worker that knows every file of them. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { cityFiles, keptAs, listOf, precacheOf } from "./precache.mjs";
import { buildServiceWorker } from "./service-worker.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * @param {string} dist where to; emptied first
 * @returns {Promise<{kept: import("./precache.mjs").Kept[], city: ReadonlySet<string>}>}
 */
export async function buildApp(dist) {
  const result = await build({
    root: ROOT,
    configFile: join(ROOT, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: dist, emptyOutDir: true },
  });
  if (Array.isArray(result) || !("output" in result)) throw new Error("one build was expected");
  const city = cityFiles(result.output);
  const files = precacheOf(dist, city);
  const list = listOf(files);
  const keptList = keptAs(list.path, list.content);
  writeFileSync(join(dist, list.path), list.content);
  writeFileSync(join(dist, "sw.js"), await buildServiceWorker("sw.ts", keptList));
  compress(dist);
  return { kept: [keptList, ...files], city };
}

/**
 * Beside each text its Brotli form, made once here at the highest quality; the hub sends it to whoever takes it.
 * @param {string} dist
 */
function compress(dist) {
  for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    if (!/\.(?:js|css|html|json|svg|webmanifest)$/.test(name)) continue;
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(readFileSync(join(dist, name))));
  }
}
