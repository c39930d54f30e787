// The release after the one that is built: the same app, of which no script has kept its name.
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { keptAs, listOf, precacheOf } from "../../../tooling/precache.mjs";
import { buildServiceWorker } from "../../../tooling/service-worker.mjs";

const built = process.env.HAIDANG_PAGES ?? fileURLToPath(new URL("../../../dist", import.meta.url));

/** Writes it to `folder`; its page carries `mark` as its description. */
export async function writeNextRelease(folder: string, mark: string): Promise<void> {
  copyRelease(folder);
  const assets = join(folder, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const renamed = (text: string) =>
    scripts.reduce((all, name) => all.replaceAll(name, name.replace(/\.js$/, "-next.js")), text);
  for (const name of scripts) {
    const file = join(assets, name);
    writeFileSync(file, renamed(readFileSync(file, "utf8")));
    renameSync(file, join(assets, renamed(name)));
  }
  const page = join(folder, "index.html");
  const head = `<head><meta name="release" content="${mark}">`;
  writeFileSync(page, renamed(readFileSync(page, "utf8")).replace("<head>", head));
  await sealRelease(folder);
}

/** The app as it is built, but for what is made of its files: to be changed, and sealed again. */
export function copyRelease(folder: string): void {
  cpSync(built, folder, { recursive: true, filter: (path) => !/\.br$|release-[0-9a-f]+\.json$/.test(path) });
}

/** Its list, and the worker that knows it. */
export async function sealRelease(folder: string): Promise<void> {
  const list = listOf(precacheOf(folder, new Set()));
  writeFileSync(join(folder, list.path), list.content);
  writeFileSync(join(folder, "sw.js"), await buildServiceWorker("sw.ts", keptAs(list.path, list.content)));
}
