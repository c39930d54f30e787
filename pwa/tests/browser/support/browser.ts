// A Chromium profile on disk that can be killed and opened again, as a phone that dies and comes back.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { listenToPolicy, type Refusals } from "./policy";

const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
  "--lang=vi-VN",
  // As on a phone, where they take no room.
  "--hide-scrollbars",
];

/** For what a browser is asked to do: it fails where it hangs, long before its test does. */
const STEP_MS_MAX = 30_000;

export interface Profile {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Where it lies. */
  readonly folder: string;
  /** No network for pages and worker, and the browser says so. */
  offline(on: boolean): Promise<void>;
  /** SIGSTOP to the whole browser: it stands still where it is, until it is killed. */
  freeze(): void;
  /** What the hub's content policy forbade here; `kill` and `close` fail where it is anything. */
  readonly refusals: Refusals;
  /** SIGKILL to the whole browser: nothing is flushed. */
  kill(): Promise<void>;
  /** Opens the same profile again, with no network from the first moment where asked. */
  reopen(options?: { offline?: boolean }): Promise<Profile>;
  /** Freezes the browser, kills it, and opens a copy of the frozen profile; `reopen` opens the original beside it. */
  copy(): Promise<Profile>;
  /** Ends the browser and removes the profile. */
  close(): Promise<void>;
}

interface Options {
  readonly width?: number;
  readonly height?: number;
  readonly offline?: boolean;
}

/** A new profile, or the one that lies in `folder`. */
export async function openProfile(options: Options & { readonly folder?: string } = {}): Promise<Profile> {
  return launch(options.folder ?? (await mkdtemp(join(tmpdir(), "haidang-profile-"))), options);
}

async function launch(folder: string, options: Options): Promise<Profile> {
  const portFile = join(folder, "DevToolsActivePort");
  await rm(portFile, { force: true });
  // Left behind by a browser that was killed, and no part of what a phone keeps.
  await rm(join(folder, "SingletonLock"), { force: true });
  const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = spawn(executable, [...flags, `--user-data-dir=${folder}`, "about:blank"], {
    stdio: "ignore",
    detached: true,
  });
  // A test that is stopped in the middle closes nothing by itself.
  const endWithUs = () =>
    browser.pid !== undefined && browser.exitCode === null && process.kill(-browser.pid, "SIGKILL");
  process.once("exit", endWithUs);
  browser.once("exit", () => process.off("exit", endWithUs));
  const connection = await chromium.connectOverCDP(
    `http://127.0.0.1:${await debuggingPort(portFile, browser)}`,
  );
  const context = connection.contexts()[0];
  if (context === undefined) throw new Error("Chromium opened without a context");
  context.setDefaultTimeout(STEP_MS_MAX);
  const refusals = await listenToPolicy(context);
  if (options.offline === true) await context.setOffline(true);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize({ width: options.width ?? 360, height: options.height ?? 640 });

  const signal = (name: "SIGSTOP" | "SIGKILL") => {
    if (browser.exitCode !== null || browser.signalCode !== null || browser.pid === undefined) return false;
    return process.kill(-browser.pid, name);
  };
  const freeze = () => void signal("SIGSTOP");
  const kill = async () => {
    const gone = new Promise((resolve) => browser.once("exit", resolve));
    if (signal("SIGKILL")) await gone;
    await connection.close().catch(() => undefined);
  };
  const killUnspoilt = async () => {
    await kill();
    refusals.none();
  };
  return {
    page,
    context,
    folder,
    offline: (on) => context.setOffline(on),
    freeze,
    refusals,
    kill: killUnspoilt,
    reopen: async (again = {}) => {
      await killUnspoilt();
      return launch(folder, { ...options, ...again });
    },
    copy: async () => {
      freeze();
      const twin = await mkdtemp(join(tmpdir(), "haidang-profile-"));
      // The lock is a link to this very machine and process.
      await cp(folder, twin, { recursive: true, filter: (path) => !path.includes("Singleton") });
      await killUnspoilt();
      return launch(twin, options);
    },
    close: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      refusals.none();
    },
  };
}

async function debuggingPort(portFile: string, browser: ChildProcess): Promise<number> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (browser.exitCode !== null) throw new Error("Chromium ended before it could be driven");
    if (existsSync(portFile)) {
      const port = Number((await readFile(portFile, "utf8")).split("\n")[0]);
      if (port > 0) return port;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("Chromium opened no debugging port within 15 s");
}
