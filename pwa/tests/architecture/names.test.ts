/** What the browser keeps for one person has its name in one file: so that nothing can be of two people. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { expect, test } from "vitest";
import { sourceFiles } from "./graph";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));
const HOME = "store/profile.ts";

/** Names of the device's own, whoever is at it; and what is no name in a browser. */
const OF_THE_DEVICE: Readonly<Record<string, readonly string[]>> = {
  "store/settings.ts": ["haidang-language", "haidang-text-size"],
  "platform/lazy.ts": ["haidang-reloaded"],
  "platform/workerMessages.ts": ["haidang-worker", "haidang"],
  // The kind of a file, and the label of a signature's header.
  "store/transfer.ts": ["haidang-unsent"],
  "net/httpSignature.ts": ["haidang"],
  // The policy that lets the worker's address through: the hub's content policy names it.
  "platform/workerAddress.ts": ["haidang"],
};

/** Where a browser is asked for something by its name. */
const DOORS = [
  ["a database", /\b(?:openDB|deleteDB|indexedDB\s*\.\s*\w+)\s*(?:<[^>]*>)?\s*\(/g],
  ["a lock", /\blocks\s*\.\s*(?:request|query)\s*\(/g],
  ["a channel", /new\s+BroadcastChannel\s*\(/g],
  ["a cache", /\bcaches\s*\.\s*\w+\s*\(/g],
  ["local storage", /\b(?:localStorage|sessionStorage)\s*\??\.\s*\w+\s*\(/g],
] as const;

/** Files that may open a door, each with names that it takes from `store/profile.ts`, or with the device's own. */
const MAY_OPEN: Readonly<Record<string, readonly string[]>> = {
  "a database": ["store/db.ts", "store/wiping.ts"],
  "a lock": ["net/leader.ts", "store/identity.ts", "store/people.ts", "store/taking.ts"],
  "a channel": [
    "net/leader.ts",
    "platform/busy.ts",
    "store/switching.ts",
    "store/watch.ts",
    "sw/background.ts",
    "sw/shell.ts",
  ],
  "a cache": ["platform/clips.ts", "store/marker.ts", "store/pointing.ts", "store/present.ts", "sw/shell.ts"],
  "local storage": [
    "net/lastAnswer.ts",
    "platform/comingBack.ts",
    "platform/lazy.ts",
    "screens/people/LockScreen.tsx",
    "screens/people/guard.tsx",
    "store/awake.ts",
    "store/marker.ts",
    "store/people.ts",
    "store/pointing.ts",
    "store/profile.ts",
    "store/settings.ts",
    "store/switching.ts",
  ],
};

const sources = new Map(sourceFiles().map((file) => [file, readFileSync(SRC + file, "utf8")]));

test("no file but store/profile.ts writes such a name out", () => {
  const wrong = [...sources].flatMap(([file, code]) =>
    file === HOME ? [] : namesIn(file, code).map((name) => `${file}: ${name}`),
  );
  const allowed = Object.entries(OF_THE_DEVICE).flatMap(([file, names]) =>
    names.map((name) => `${file}: ${name}`),
  );
  expect(wrong.filter((one) => !allowed.includes(one))).toEqual([]);
  expect(allowed.filter((one) => !wrong.includes(one))).toEqual([]);
});

test.each(DOORS)("%s is asked for by name in known files only", (door, pattern) => {
  const found = [...sources].flatMap(([file, code]) => (code.match(pattern) === null ? [] : [file]));
  expect(found.sort()).toEqual([...(MAY_OPEN[door] ?? [])].sort());
});

test("a name that is written out elsewhere is found, in a text or in a template", () => {
  const planted = ['"haidang-drafts"', "`haidang-drafts`", '"haidang-" + id', "`haidang-$" + "{id}`"];
  for (const name of planted) expect(namesIn("planted.ts", `const x = ${name};`)).toHaveLength(1);
  expect(namesIn("planted.ts", 'const LABEL = "haidang/change/1\\0";')).toEqual([]);
});

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
}

/** Texts that begin like one of ours; labels of signatures have a slash there. */
function namesIn(file: string, code: string): readonly string[] {
  // Most files have none: they need not be parsed.
  if (!code.includes("haidang")) return [];
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    const { type, value, quasis } = node as Node;
    if (type === "Literal" && typeof value === "string" && isName(value)) found.push(value);
    const first = quasis?.[0]?.value.cooked ?? "";
    if (type === "TemplateLiteral" && isName(first)) found.push(first);
    Object.values(node).forEach(walk);
  };
  walk(parseSync(file, code).program);
  return found;
}

function isName(text: string): boolean {
  return /^haidang(?:$|-)/.test(text);
}
