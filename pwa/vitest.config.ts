/** Where the unit tests live: Node, no browser; what needs a real one is in tests/browser at the top. */

import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: { include: ["tests/**/*.test.{ts,tsx}"], environment: "node", passWithNoTests: true },
});
