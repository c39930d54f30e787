// Stops a page at a named step of its work, so that its browser can be killed just there.
import type { Page } from "@playwright/test";
import type { Profile } from "./browser";

/**
 * A step is "asked" before a transaction of these tables is begun, "written" once its first row is in it and nothing is
 * on disk, "kept" once it is on disk and the page has not heard so. An exchange "leaves", and is "answered" by a hub
 * that has done its work. `turn`: the how-manieth time.
 */
export interface Cut {
  readonly step: `${string} ${"asked" | "written" | "kept"}` | "exchange leaves" | "exchange answered";
  readonly turn?: number;
}

const REACHED_MS_MAX = 30_000;

declare global {
  var stopAt: (step: string, turn: number) => void;
}

/** From the next page that is opened on, `killAt` can stop it. */
export async function watchSteps({ context }: Profile): Promise<void> {
  await context.addInitScript(reportSteps);
}

/** Does what leads to that step, and kills the browser at it. */
export async function killAt(profile: Profile, { step, turn = 1 }: Cut, act: () => Promise<unknown>) {
  const { page } = profile;
  const devtools = await profile.context.newCDPSession(page);
  await devtools.send("Debugger.enable");
  let late: NodeJS.Timeout | undefined;
  const stopped = new Promise<void>((resolve, reject) => {
    devtools.once("Debugger.paused", () => resolve());
    late = setTimeout(() => reject(new Error(`never came to: ${step}`)), REACHED_MS_MAX);
  });
  await arm(page, step, turn);
  // What is asked of a page that stands still is never answered.
  const acting = act().catch(() => undefined);
  await stopped.finally(() => clearTimeout(late));
  await profile.kill();
  await acting;
}

function arm(page: Page, step: string, turn: number): Promise<void> {
  return page.evaluate(([name, times]) => stopAt(name, times), [step, turn] as const);
}

/** Runs in the page, before anything of the app's. */
function reportSteps(): void {
  let wanted: string | null = null;
  let turnsLeft = 0;
  globalThis.stopAt = (step, turn) => {
    wanted = step;
    turnsLeft = turn;
  };
  const reach = (step: string) => {
    if (step !== wanted || --turnsLeft > 0) return;
    wanted = null;
    // biome-ignore lint/suspicious/noDebugger: this is the stop.
    debugger;
  };
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (tables, mode, options) {
    if (mode !== "readwrite") return begin.call(this, tables, mode, options);
    const named = [tables].flat().sort().join("+");
    reach(`${named} asked`);
    const transaction = begin.call(this, tables, mode, options);
    transaction.addEventListener("complete", () => reach(`${named} kept`));
    return transaction;
  };
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...row) {
    const request = put.apply(this, row);
    const named = [...this.transaction.objectStoreNames].sort().join("+");
    request.addEventListener("success", () => reach(`${named} written`), { once: true });
    return request;
  };
  const ask = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const isExchange = request[0] === "/api/sync";
    if (isExchange) reach("exchange leaves");
    const reply = await ask(...request);
    if (isExchange) reach("exchange answered");
    return reply;
  };
}
