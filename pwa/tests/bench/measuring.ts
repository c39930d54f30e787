// A slow phone with a slow line (400 kbit/s, 400 ms, a sixth of this processor), and what is written down of it.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";

const LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOWER = 6;
const KEYSTROKES = 40;
const WORK = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"];
export const ROUNDS = 5;
export const EMPTY = "data:text/html,<h1>Empty</h1><input>";

interface Measured {
  readonly name: string;
  /** In ms: the median. */
  readonly value: number;
  readonly floor: number;
  readonly beside: string;
  /** The goal, in ms. */
  readonly value_max?: number;
}

const measured: Measured[] = [];

/** From the moment the key is pressed to after the next frame is drawn. */
export async function keystrokes(page: Page, field: Locator): Promise<readonly number[]> {
  await field.focus();
  await page.evaluate(() => {
    const taken: number[] = [];
    Object.assign(window, { taken });
    addEventListener(
      "input",
      (event) => {
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => taken.push(performance.now() - event.timeStamp);
          after.port2.postMessage(null);
        });
      },
      true,
    );
  });
  await press(page);
  return page.evaluate(() => (window as unknown as { taken: readonly number[] }).taken);
}

/** Script, style and layout of the page for one key, in ms; what is painted and waited for is not in it. */
export async function workOfKey(page: Page, field: Locator): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const soFar = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    const seconds = metrics.filter(({ name }) => WORK.includes(name)).map(({ value }) => value);
    return seconds.reduce((sum, each) => sum + each, 0) * 1_000;
  };
  await field.focus();
  const before = await soFar();
  await press(page);
  const after = await soFar();
  await devtools.detach();
  return (after - before) / KEYSTROKES;
}

async function press(page: Page): Promise<void> {
  for (let key = 0; key < KEYSTROKES; key += 1) {
    await page.keyboard.type("a");
    await page.waitForTimeout(120);
  }
}

export async function slow(page: Page, offline = false): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", { ...LINE, offline });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function note(
  name: string,
  values: readonly number[],
  floors: readonly number[],
  beside: string,
  value_max?: number,
): void {
  const goal = value_max === undefined ? {} : { value_max };
  measured.push({ name, value: median(values), floor: median(floors), beside, ...goal });
}

/** After what other files of the run wrote. */
export async function writeDown(): Promise<void> {
  const out = process.env.HAIDANG_BENCH_OUT;
  if (out === undefined) return;
  const before: unknown[] = existsSync(out) ? JSON.parse(await readFile(out, "utf8")) : [];
  // Another file of the same worker measures on.
  await writeFile(out, JSON.stringify([...before, ...measured.splice(0)]));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
