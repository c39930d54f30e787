/** Draws the PNG icons from public/icons/lighthouse.svg with a local Chromium: `node tooling/icons.mjs [browser]`. */

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const ICONS = fileURLToPath(new URL("../public/icons/", import.meta.url));
const mark = readFileSync(`${ICONS}lighthouse.svg`, "utf8");

// A mask may cut away all but the inner 80 %: the night goes to the edge, and the mark shrinks to fit.
const maskable = mark
  .replace('rx="14"', 'x="-32" y="-32" width="128" height="128"')
  .replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"')
  .replace('d="M0 0h64v64H0z"', 'd="M-16-16h96v96h-96z"')
  .replace('<rect width="64" height="64"', "<rect");

/** @type {readonly (readonly [file: string, size: number, svg: string])[]} */
const wanted = [
  ["lighthouse-192.png", 192, mark],
  ["lighthouse-512.png", 512, mark],
  ["lighthouse-maskable-512.png", 512, maskable],
];

const executablePath = process.argv[2] ?? process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const [file, size, svg] of wanted) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw}</style>${svg}`);
    writeFileSync(ICONS + file, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
