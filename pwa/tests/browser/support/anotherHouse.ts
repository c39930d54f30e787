// A copy of the house with a form of its own, of which a test publishes version after version, and builds the app anew.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const house = fileURLToPath(new URL("../../../../", import.meta.url));
const python = process.env.HAIDANG_PYTHON ?? join(house, ".venv/bin/python");

const HUB = ["backend", "schemas", "sync", "alembic.ini"];
const APP = ["src", "public", "tooling", "index.html", "vite.config.ts", "package.json"];
const CONFIGS = [
  "build.mjs",
  "tsconfig.json",
  "tsconfig.app.json",
  "tsconfig.base.json",
  "tsconfig.node.json",
];

export interface House {
  readonly folder: string;
  /** Publishes what the draft is now, from that day on, as an operator would. */
  publish(form: string, draft: object, effective: string): Promise<void>;
  /** From now on a version is taken in until that day only. */
  close(version: string, until: string): Promise<void>;
  /** Builds the app with what is published; answers the folder of its pages. */
  build(): Promise<string>;
  remove(): Promise<void>;
}

/** With one procedure more, of that form. */
export async function buildHouse(procedure: {
  readonly code: string;
  readonly form: string;
}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), "haidang-house-"));
  for (const name of HUB) await cp(join(house, name), join(folder, name), { recursive: true });
  for (const name of [...APP, ...CONFIGS])
    await cp(join(house, "pwa", name), join(folder, "pwa", name), { recursive: true });
  await symlink(join(house, "pwa", "node_modules"), join(folder, "pwa", "node_modules"));
  const procedures = join(folder, "schemas", "procedures");
  const like = JSON.parse(await readFile(join(procedures, "1022.json"), "utf8"));
  await writeFile(join(procedures, `${procedure.code}.json`), JSON.stringify({ ...like, ...procedure }));
  const forms = join(folder, "schemas", "forms");
  let builds = 0;
  return {
    folder,
    publish: async (form, draft, effective) => {
      const at = join(forms, form);
      await mkdir(at, { recursive: true });
      await writeFile(join(at, "draft.json"), JSON.stringify(draft));
      await run(python, ["-m", "backend", "forms", "publish", "--effective", effective, form], {
        cwd: folder,
      });
    },
    close: async (version, until) => {
      const file = join(forms, "published.json");
      const entries = JSON.parse(await readFile(file, "utf8"));
      entries[version].until = until;
      await writeFile(file, JSON.stringify(entries));
    },
    build: async () => {
      builds += 1;
      const pages = join(folder, `pages-${builds}`);
      const program = `const { buildApp } = await import(process.argv[1]); await buildApp(process.argv[2]);`;
      const tooling = join(folder, "pwa", "tooling", "build.mjs");
      const flags = ["--input-type=module", "-e", program, tooling, pages];
      await run(process.execPath, flags, { cwd: join(folder, "pwa") });
      return pages;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
