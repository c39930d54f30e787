// A real hub on a free port with an empty SQLite file and the demo people.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const house = fileURLToPath(new URL("../../../../", import.meta.url));
export const python = process.env.HAIDANG_PYTHON ?? join(house, ".venv/bin/python");

/** Two citizens, the officer, the administrator, a citizens' helper. */
const PEOPLE = {
  lan: "Nguyễn Thị Lan",
  bay: "Trần Văn Bảy",
  hai: "Lê Minh Hải",
  ha: "Phạm Thu Hà",
  mai: "Phạm Thị Mai",
} as const;

export type DemoPerson = keyof typeof PEOPLE;
/** By the name that the hub prints before it. */
type Links = ReadonlyMap<string, string>;

export interface Hub {
  readonly url: string;
  /** The folder of its data. */
  readonly data: string;
  /** Where its database lies. */
  readonly database: string;
  /** Their sign-in link, new at every start. */
  linkOf(person: DemoPerson): string;
  /** Stops the hub as a cut cable would: nobody answers, and the data stay. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data; with `pages`, another build of the app, with `program`, another hub's. */
  start(pages?: string, program?: string): Promise<void>;
  /** Backs it up while it runs, as an operator would. */
  backup(): Promise<void>;
  /** Puts the backup in the place of its data, which are lost. Only while it is stopped. */
  restore(): Promise<void>;
  /** Withdraws the device of that name, as a person at the hub would: from the next start on. Only while it is stopped. */
  revoke(label: string): Promise<void>;
  /** Changes its data behind its back, while it runs. */
  write(statement: string): Promise<void>;
  /** A supplement that asks for these paths of a dossier that a helper handed in, while it runs. */
  ask(document: string, ...paths: readonly string[]): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

interface Which {
  /** Another build of the app. */
  readonly pages?: string;
  /** Another house, with a catalogue of its own. */
  readonly from?: string;
  /** As `2026-11-26`: that morning is now for the hub, at every start. */
  readonly day?: string;
  /** As a city runs it: no demo, and a name, to which passkeys belong. Its people are the demo's. */
  readonly real?: true;
  /** The file of its providers of sign-in. */
  readonly oidc?: string;
}

export async function startHub({ pages, from = house, day, real, oidc = "" }: Which = {}): Promise<Hub> {
  const data = await mkdtemp(join(tmpdir(), "haidang-hub-"));
  const port = await freePort();
  const url = `http://${real ? "localhost" : "127.0.0.1"}:${port}`;
  const backups = join(data, "backups");
  const keptKeys = join(data, "backups-keys");
  const program =
    day === undefined
      ? ["backend", "serve", ...(real ? [] : ["--demo"])]
      : (["tests.support.dated", day] as const);
  const named = { HAIDANG_OIDC: oidc, ...(real ? { PUBLIC_URL: url } : {}) };
  const seeded = real ? await linksOf(data, named) : null;
  let running = await serve(program, data, port, pages, from, named);
  return {
    url,
    data,
    database: join(data, "hub.sqlite"),
    linkOf: (person) => {
      const link = (seeded ?? running.links).get(PEOPLE[person]);
      if (link === undefined) throw new Error(`the hub printed no link for ${PEOPLE[person]}`);
      return link;
    },
    stop: () => end(running.process),
    start: async (others, other) => {
      running = await serve(program, data, port, others ?? pages, other ?? from, named);
    },
    backup: () => operate(data, "backup", "--to", backups, "--keys", keptKeys),
    restore: async () => {
      for (const name of await readdir(data)) if (name.startsWith("hub.sqlite")) await rm(join(data, name));
      const [last = ""] = (await readdir(backups)).sort().reverse();
      await operate(data, "restore", "--from", join(backups, last), "--keys", join(keptKeys, last));
    },
    revoke: (label) => revoke(join(data, "hub.sqlite"), label),
    write: (statement) => write(join(data, "hub.sqlite"), statement),
    ask: (document, ...paths) => run(data, "tests.support.supplementing", document, ...paths),
    close: async () => {
      await end(running.process);
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function serve(
  program: readonly string[],
  data: string,
  port: number,
  pages = process.env.HAIDANG_PAGES ?? join(house, "pwa/dist"),
  from = house,
  extra: Readonly<Record<string, string>> = {},
): Promise<{ process: ChildProcess; links: Links }> {
  const hub = spawn(python, ["-m", ...program], {
    cwd: from,
    env: { ...environment(data), PORT: String(port), HAIDANG_PAGES: pages, ...extra },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test that is stopped in the middle closes nothing by itself, and what started it would wait for the hub.
  const endWithUs = () => hub.kill("SIGKILL");
  process.once("exit", endWithUs);
  hub.once("exit", () => process.off("exit", endWithUs));
  let printed = "";
  hub.stdout.on("data", (bytes: Buffer) => {
    printed += bytes.toString("utf8");
  });
  hub.stderr.on("data", (bytes: Buffer) => {
    printed += bytes.toString("utf8");
  });
  await ready(`http://127.0.0.1:${port}/health/ready`, hub, () => printed);
  return { process: hub, links: linksIn(printed) };
}

function linksIn(printed: string): Links {
  const found = printed.matchAll(/^ *(\S[^(\n]*) \(.*(https?:\/\/\S+\/vao#ma=[A-Z0-9-]+)/gm);
  return new Map([...found].map(([, name = "", link = ""]) => [name, link]));
}

/** Links for the demo's people, of a hub that is not started as a demo. */
async function linksOf(data: string, named: Readonly<Record<string, string>>): Promise<Links> {
  const seeding = spawn(python, ["-m", "backend", "seed-demo"], {
    cwd: house,
    env: { ...environment(data), ...named },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  seeding.stdout.on("data", (bytes: Buffer) => {
    printed += bytes.toString("utf8");
  });
  const code = await new Promise((resolve) => seeding.once("close", resolve));
  if (code !== 0) throw new Error(`the hub's people were not written down: ${code}`);
  return linksIn(printed);
}

function environment(data: string): NodeJS.ProcessEnv {
  return { ...process.env, HAIDANG_DATA_DIR: data, DATABASE_URL: "" };
}

function operate(data: string, ...command: readonly string[]): Promise<void> {
  return run(data, "backend", ...command);
}

async function run(data: string, ...command: readonly string[]): Promise<void> {
  const working = spawn(python, ["-m", ...command], {
    cwd: house,
    env: environment(data),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => working.once("exit", resolve));
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}`);
}

async function ready(url: string, hub: ChildProcess, printed: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (hub.exitCode !== null) throw new Error(`the hub ended before it served:\n${printed()}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the hub did not answer ${url} within 30 s:\n${printed()}`);
}

async function end(hub: ChildProcess): Promise<void> {
  if (hub.exitCode !== null || hub.signalCode !== null) return;
  const gone = new Promise((resolve) => hub.once("exit", resolve));
  hub.kill("SIGTERM");
  const late = setTimeout(() => hub.kill("SIGKILL"), 6_000);
  await gone;
  clearTimeout(late);
}

async function write(database: string, statement: string): Promise<void> {
  const program = `
import sqlite3, sys
sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10).execute(sys.argv[2])`;
  const writing = spawn(python, ["-c", program, database, statement], { stdio: "inherit" });
  const code = await new Promise((resolve) => writing.once("exit", resolve));
  if (code !== 0) throw new Error(`not written: ${statement}`);
}

/** There is no page for it yet; it is one field of one row. */
async function revoke(database: string, label: string): Promise<void> {
  const program = `
import sqlite3, sys, time
rows = sqlite3.connect(sys.argv[1], isolation_level=None)
now = int(time.time() * 1000)
done = rows.execute("UPDATE device SET revoked = ? WHERE label = ?", (now, sys.argv[2]))
sys.exit(done.rowcount != 1)`;
  const writing = spawn(python, ["-c", program, database, label], { stdio: "inherit" });
  const code = await new Promise((resolve) => writing.once("exit", resolve));
  if (code !== 0) throw new Error(`no device is called ${label}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
