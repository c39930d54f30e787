/** `npm run build`: writes dist/. */

import { fileURLToPath } from "node:url";
import { buildApp } from "./tooling/build.mjs";

const { kept, desk } = await buildApp(fileURLToPath(new URL("dist", import.meta.url)));
console.log(`dist: ${kept.length} files for offline use, ${desk.size} for desks only`);
