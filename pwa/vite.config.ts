/** How the pages of the app are built: hashed chunks, a chunk per screen, nothing that a strict CSP would refuse. */

import { defineConfig } from "vite";
import { digests } from "./tooling/bundle.mjs";
import { isCity } from "./tooling/precache.mjs";

export default defineConfig({
  // What of the catalogue is built in: of what the hub has, the rest is fetched (src/net/catalogue.ts).
  define: { __BUILT_IN__: JSON.stringify(digests()) },
  // A build that a test asks for is the published one too: without marks of files and lines for debugging.
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  build: {
    // Old phones must at least understand the file that tells them their browser is too old.
    target: "es2020",
    sourcemap: false,
    // An inlined asset is a data: URL, which the CSP refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The forms are one large file of data.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // All that the first screen waits for is one file: a browser asks for six at a time, each a trip over the line.
            { name: "start", test: /\/src\/main\.tsx$/ },
            // A person who reads English will see most screens: one file instead of a dozen.
            { name: "english", test: (file) => file.includes("/src/words/en/") && !isCity(file) },
            { name: "english-city", test: (file) => file.includes("/src/words/en/") && isCity(file) },
            // Sign-in, shared tablets and helpers lead to each other's pages.
            {
              name: "people",
              test: /\/src\/words\/(?:vi\/)?(?:badge|consents|helping|oidc|people|session)\.ts$/,
            },
            // All published forms, as they are alike: together they take half the bytes, and one trip over the line.
            { name: "forms", test: /\/schemas\/(?:forms\/[^/]+\/\d+|calendars|mine)\// },
          ],
        },
      },
    },
  },
});
