// Browser tests: a real hub, a real Chromium. Started by `make test` after the app is built.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // What is read aloud is the same on every system.
  snapshotPathTemplate: "{testDir}/browser/reading/{arg}{ext}",
  // When a test hangs, not when it is slow: two browsers share two cores, and some machines are three times as slow.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [["list"]],
});
