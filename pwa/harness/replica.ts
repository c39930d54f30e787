/** The replica harness: one JSON object a line in, one a line out, nothing else (sync/SPEC.md, Z1–Z6). */

import { createInterface } from "node:readline";
import { makeHarness } from "./verbs";

const answer = makeHarness();
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  if (line.trim() !== "") process.stdout.write(`${await answer(line)}\n`);
}
