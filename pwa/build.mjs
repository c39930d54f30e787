/** `npm run build`: writes dist/ and says what it weighs. */

import { fileURLToPath } from "node:url";
import { buildApp } from "./tooling/build.mjs";

const { precache } = await buildApp(fileURLToPath(new URL("dist", import.meta.url)));
const bytes = precache.reduce((sum, entry) => sum + entry[2], 0);
console.log(
  `dist: ${precache.length} files for offline use, ${Math.round(bytes / 1024)} KiB before compression`,
);
