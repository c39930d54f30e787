/** The service worker as one classic file that knows one other: the list of what it keeps. */

import { fileURLToPath } from "node:url";
import { build } from "vite";

const SOURCES = fileURLToPath(new URL("../src/sw/", import.meta.url));

/**
 * @param {string} entry a file of src/sw
 * @param {import("./precache.mjs").Kept} list path and SHA-256 of the list
 * @returns {Promise<string>} the code of sw.js
 */
export async function buildServiceWorker(entry, list) {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    define: { __LIST__: JSON.stringify(list) },
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
