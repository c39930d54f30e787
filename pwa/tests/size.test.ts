/** What the built app weighs, in bytes as brotli sends them, and that a strict content security policy would take it. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { parseSync } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "../tooling/build.mjs";
import { buildServiceWorker } from "../tooling/service-worker.mjs";

/** The stricter reading of the word. */
const KB = 1000;
const BUDGET = {
  "first screen, JavaScript": 30 * KB,
  "style sheets": 8 * KB,
  "service worker": 14 * KB,
  "service worker, its shell alone": 2 * KB,
  // The app and the catalogue. The app's share was 150 KB before helpers' pages, profiles, sign-in and consent: helpers
  // work where no network is, and a shared tablet has to lock and to change hands there too.
  "files kept for offline use": (170 + 120) * KB,
} as const;

const dist = mkdtempSync(join(tmpdir(), "haidang-dist-"));
const weights: Record<string, number> = {};
let built: Awaited<ReturnType<typeof buildApp>>;
let page: string;

beforeAll(async () => {
  built = await buildApp(dist);
  page = read("index.html");
  const [list = ["", ""]] = built.kept;
  weights["first screen, JavaScript"] = weightOf(firstScreen());
  weights["style sheets"] = weightOf(files().filter((file) => file.endsWith(".css")));
  weights["service worker"] = weightOf(["sw.js"]);
  weights["service worker, its shell alone"] = compressed(await buildServiceWorker("shell.ts", list));
  weights["files kept for offline use"] = weightOf(kept());
  weights["the city's own, not kept"] = weightOf([...built.city]);
  console.log(
    Object.entries(weights)
      .map(([what, bytes]) => `${String(bytes).padStart(8)} B br  ${what}`)
      .join("\n"),
  );
}, 120_000);

afterAll(() => rmSync(dist, { recursive: true, force: true }));

test.each(Object.entries(BUDGET))("%s: at most %i bytes", (what, bytes) => {
  expect(weights[what]).toBeLessThanOrEqual(bytes);
});

test("every file is kept for offline use, but for the worker, the city's own, the icons of installation and clips", () => {
  const not = files().filter((file) => !kept().includes(file) && !built.city.has(file));
  expect(not.filter((file) => file !== "sw.js" && !/^icons\/.*\.png$|^clips\/|\.br$/.test(file))).toEqual([]);
  expect(kept()).toContain("index.html");
});

test("what is kept never waits for what is not: it must start without a network", () => {
  const scripts = kept().filter((file) => file.endsWith(".js"));
  const waits = scripts.flatMap((file) =>
    importsIn(file).flatMap((other) => (kept().includes(other) ? [] : [`${file} → ${other}`])),
  );
  expect(waits).toEqual([]);
});

test("what is the city's own is not kept: its table, its screens, its words in both languages", () => {
  for (const screen of ["cityRoutes", "Desk", "NewCitizen", "Administration", "Review", "english-city"]) {
    expect(
      [...built.city].filter((file) => file.startsWith(`assets/${screen}-`)),
      screen,
    ).toHaveLength(1);
  }
});

test("the page has no script or style of its own: a strict content security policy would refuse them", () => {
  expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
  for (const [tag] of page.matchAll(/<script[^>]*>/g)) expect(tag).toContain(" src=");
});

test("no source map is published", () => {
  expect(files().filter((file) => file.endsWith(".map"))).toEqual([]);
  for (const file of files().filter((name) => /\.(js|css)$/.test(name))) {
    expect(read(file), file).not.toContain("sourceMappingURL");
  }
});

test("the service worker is one classic file that knows its list, and the list every other file", () => {
  const worker = read("sw.js");
  const { module } = parseSync("sw.js", worker);
  expect(module.hasModuleSyntax).toBe(false);
  expect(module.dynamicImports).toEqual([]);
  const [list, ...others] = built.kept;
  for (const part of list ?? []) expect(worker).toContain(part);
  expect(JSON.parse(read(kept()[0] ?? ""))).toEqual(others);
});

/** The files that the first paint waits for: what the page names, and what that imports before it runs. */
function firstScreen(): readonly string[] {
  const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file as string);
  const found = new Set(named);
  for (const file of found) {
    for (const other of importsIn(file)) found.add(other);
  }
  return [...found];
}

/** What must have come before a script runs. */
function importsIn(file: string): readonly string[] {
  return parseSync(file, read(file)).module.staticImports.map(({ moduleRequest }) =>
    join("assets", moduleRequest.value),
  );
}

function kept(): readonly string[] {
  return built.kept.map(([path]) => (path === "/" ? "index.html" : path.slice(1)));
}

function files(): readonly string[] {
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
}

function weightOf(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + compressed(readFileSync(join(dist, name))), 0);
}

function compressed(content: string | Buffer): number {
  const bytes = Buffer.from(content);
  return Math.min(bytes.length, brotliCompressSync(bytes).length);
}

function read(file: string): string {
  return readFileSync(join(dist, file), "utf8");
}
