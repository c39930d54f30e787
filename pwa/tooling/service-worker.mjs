/** The service worker as one classic file, with the list of what it keeps built in. */

import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const SOURCES = fileURLToPath(new URL("../src/sw/", import.meta.url));

/**
 * @param {string} entry a file of src/sw
 * @param {readonly import("./precache.mjs").PrecacheEntry[]} precache
 * @returns {Promise<string>} the code of sw.js
 */
export async function buildServiceWorker(entry, precache) {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    define: {
      __PRECACHE__: JSON.stringify(precache.map(([path, sha256]) => [path, sha256])),
      __RELEASE__: JSON.stringify(releaseOf(precache)),
    },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {
        input: SOURCES + entry,
        output: { format: "iife", entryFileNames: "sw.js", codeSplitting: false },
      },
    },
  });
  const [chunk, ...others] = Array.isArray(result) ? result.flatMap(outputOf) : outputOf(result);
  if (chunk?.type !== "chunk" || others.length > 0) throw new Error("the service worker must be one file");
  return chunk.code;
}

/** @param {Awaited<ReturnType<typeof build>>} result */
function outputOf(result) {
  return "output" in result ? result.output : [];
}

/**
 * Same files, same name: so an interrupted installation finds its cache again.
 * @param {readonly import("./precache.mjs").PrecacheEntry[]} precache
 */
function releaseOf(precache) {
  return createHash("sha256").update(JSON.stringify(precache)).digest("hex").slice(0, 12);
}
