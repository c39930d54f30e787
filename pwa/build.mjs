/** `npm run build`: writes dist/. */

import { fileURLToPath } from "node:url";
import { buildApp } from "./tooling/build.mjs";

const { kept, city } = await buildApp(fileURLToPath(new URL("dist", import.meta.url)));
console.log(`dist: ${kept.length} files for offline use, ${city.size} for those who work for the city`);
