/** What filling in forms costs on a slow link: the code, validator included, apart from the data of the forms. */

import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, expect, test, vi } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** With the overview, the long page, reading aloud, how drafts are carried over, and what people keep about themselves. */
const CODE_BYTES_MAX = 42 * 1024;
/** The whole catalogue: forms, procedures, units, calendars. */
const DATA_BYTES_MAX = 120_000;

/** Lists need these without any form: which field names a dossier, and the catalogue. */
const FOR_LISTS = ["/src/forms/titles.ts", "/src/forms/procedures.ts"];
const DATA = /\/schemas\/(?:forms|mine|procedures|units|calendars)\//;

let chunks: readonly Rolldown.OutputChunk[] = [];

beforeAll(async () => {
  // Vitest says "test", and then Vite builds what is for developers.
  vi.stubEnv("NODE_ENV", "production");
  const result = await build({ root: ROOT, logLevel: "error", build: { write: false } });
  if (Array.isArray(result) || !("output" in result)) throw new Error("one build was expected");
  chunks = result.output.filter((output) => output.type === "chunk");
}, 60_000);

function weight(some: readonly Rolldown.OutputChunk[]): number {
  return some.reduce((sum, chunk) => sum + brotliCompressSync(chunk.code).length, 0);
}

function has(chunk: Rolldown.OutputChunk, part: RegExp): boolean {
  return chunk.moduleIds.some((id) => part.test(id) && !FOR_LISTS.some((name) => id.endsWith(name)));
}

/** All that the first screen waits for. */
function isFirst(chunk: Rolldown.OutputChunk): boolean {
  return chunk.moduleIds.some((id) => id.endsWith("/src/main.tsx"));
}

/** The long page is fetched by those who go there; nobody waits for it at a question. */
function isAside(chunk: Rolldown.OutputChunk): boolean {
  return chunk.moduleIds.some((id) => id.endsWith("/src/screens/form/OnePage.tsx"));
}

test("the code of forms stays within its bytes", () => {
  const code = chunks.filter((chunk) => has(chunk, /src\/(forms|screens\/form|screens\/check)\/|@cfworker/));
  const fetched = code.filter((chunk) => !isFirst(chunk) && !isAside(chunk));
  expect(weight(fetched)).toBeGreaterThan(5_000);
  expect(weight(fetched)).toBeLessThanOrEqual(CODE_BYTES_MAX);
});

test("nothing of it comes with the first screen", () => {
  const first = chunks.filter(isFirst);
  expect(first).toHaveLength(1);
  expect(first.filter((chunk) => has(chunk, /src\/forms\/|@cfworker/))).toEqual([]);
});

test("the catalogue stays within its bytes, and no form comes with the first screen", () => {
  const data = chunks.filter((chunk) => has(chunk, DATA) && !isFirst(chunk));
  expect(weight(data)).toBeGreaterThan(50_000);
  expect(weight(data)).toBeLessThanOrEqual(DATA_BYTES_MAX);
}, 60_000);
