/** What the service worker takes of the store: enough to talk to the hub, and neither signals nor the merge. */

import { expect, test } from "vitest";
import { importsOf } from "../architecture/graph";

/** What the exchange imports (src/net). */
const ENTRIES = [
  "store/outbox.ts",
  "store/keys.ts",
  "store/exchangeFacts.ts",
  "store/errors.ts",
  "store/watch.ts",
];

test("the worker's part of the store brings no signals and folds nothing", () => {
  const seen = new Set(ENTRIES);
  for (const file of seen) for (const { to } of file.endsWith(".ts") ? importsOf(file) : []) seen.add(to);
  const all = [...seen];
  expect(all).toContain("sync/session.ts");
  expect(all.filter((name) => /signals|preact/.test(name))).toEqual([]);
  expect(
    all.filter((name) => ["sync/document.ts", "store/documents.ts", "store/taking.ts"].includes(name)),
  ).toEqual([]);
});
