/** Builds the forms harness into one file that Node runs: build/forms.mjs. */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  logLevel: "warn",
  ssr: { noExternal: true },
  build: {
    ssr: "harness/forms.ts",
    outDir: "build",
    emptyOutDir: false,
    target: "node20",
    rolldownOptions: { output: { format: "es", entryFileNames: "forms.mjs", codeSplitting: false } },
  },
});
