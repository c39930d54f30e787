/** How the forms harness is built: one file for Node 20, at build/forms.mjs. */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  logLevel: "warn",
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: fileURLToPath(new URL("forms.ts", import.meta.url)),
    target: "node20",
    outDir: fileURLToPath(new URL("../build", import.meta.url)),
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: "forms.mjs", codeSplitting: false } },
  },
});
