/** Where the unit tests live: Node, no browser; what needs a real one is in tests/browser at the top. */

import { defineConfig } from "vitest/config";
import { digests } from "./tooling/bundle.mjs";

export default defineConfig({
  define: { __BUILT_IN__: JSON.stringify(digests()) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: { include: ["tests/**/*.test.{ts,tsx}"], environment: "node", passWithNoTests: true },
});
