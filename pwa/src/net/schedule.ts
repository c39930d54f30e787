/**
 * When to exchange with the hub: at the start, when the network or the person comes back, when a form is left or typing
 * has been quiet for a while, when the page is put away with something unsent, and again some time after a failure.
 *
 * All tabs know how it stands; only visible ones act by themselves. What is unsent while there is no network is handed to
 * the worker too, where there is Background Sync.
 */

import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { wakeWorkerWhenOnline } from "../platform/backgroundSync";
import { formsHeld } from "../platform/busy";
import { cards } from "../store/cards";
import { exchange as facts } from "../store/exchangeFacts";
import { identity } from "../store/identity";
import { watch } from "../store/watch";
import { BUSY } from "./backoff";
import type { Exchanged } from "./exchange";
import { keepLastAnswer } from "./lastAnswer";
import { grapevine, whenFree } from "./leader";
import { AT_REST } from "./standing";
import { after, mayTry, type Reason } from "./state";
import { connected, pretendOffline, standing, unsent } from "./syncState";

/** Dossiers handed in and not yet sent; null while the cards are being read. */
const queued = computed(() => cards.value?.filter((card) => card.state === "queued").length ?? null);

const QUIET_MS = 20_000;
const RUN_MS_MAX = 10 * 60_000;

const others = grapevine(({ beganMs, done }) => {
  if (done === null) {
    begun(beganMs);
    // A tab that is killed tells nothing more, but its lock goes with it.
    void whenFree(over, AbortSignal.timeout(RUN_MS_MAX)).catch(over);
  } else {
    learn(done);
    if (done.failure === null) coveredMs = beganMs;
  }
});

/** When the last exchange began, here or in another tab, and the last one elsewhere that went well. */
let beganMs: number | null = null;
let coveredMs = 0;
let running: Promise<void> | null = null;
let again = false;
let nextTimer: ReturnType<typeof setTimeout> | undefined;
let quietTimer: ReturnType<typeof setTimeout> | undefined;

/** Begins to follow the page, the network and the store. Called once. */
export function startSync(): void {
  void rememberOffset();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void consider("opened");
    else putAway();
  });
  addEventListener("pagehide", putAway);
  watch((note) => {
    if (note.identity === true) void consider("person");
    if (note.documents !== undefined && note.documents.length > 0) typed();
  });
  followed(formsHeld, (before, now) => {
    if (before > 0 && now === 0) void consider("typed");
  });
  followed(queued, (before, now) => {
    if (before !== null && now !== null && now > before) void consider("submitted");
  });
  effect(() => {
    if (connected.value) void consider("online");
  });
}

/** Exchanges now, because a person wishes it; resolves when it is over, well or not. */
export function syncNow(): Promise<void> {
  return consider("person");
}

function followed<T>(value: ReadonlySignal<T>, moved: (before: T, now: T) => void): void {
  let before = value.peek();
  effect(() => {
    const now = value.value;
    moved(before, now);
    before = now;
  });
}

async function consider(reason: Reason): Promise<void> {
  if (!(connected.peek() && mayTry(standing.peek(), reason, beganMs, Date.now()))) return;
  await run();
  void lookForMe().catch(reportError);
  void lookForCatalogue(reason === "person").catch(reportError);
}

/** Nobody is anybody to the hub before they have enrolled. */
async function lookForMe(): Promise<void> {
  const { failures } = standing.peek();
  if (failures > 0 || identity.peek().account === null) return;
  const module = await import("./me").catch(() => null);
  await module?.askMeIfDue(Date.now());
}

/** What people wrote goes first; the catalogue has turns of its own, where the hub could be reached at all. */
async function lookForCatalogue(insist: boolean): Promise<void> {
  const { failures, nextTryMs } = standing.peek();
  if (failures > 0 && nextTryMs !== null) return;
  const module = await import("./catalogue").catch(() => null);
  await module?.updateCatalogue(insist);
}

/** One after another in this tab; who asks meanwhile gets one more that begins after the asking. */
function run(): Promise<void> {
  again = running !== null;
  running ??= (async () => {
    do {
      again = false;
      await attempt();
    } while (again && standing.peek().failures === 0);
    running = null;
  })();
  return running;
}

async function attempt(): Promise<void> {
  const askedMs = Date.now();
  const signal = AbortSignal.timeout(RUN_MS_MAX);
  const work = async () => {
    const startMs = Date.now();
    // Another tab's exchange began after this one was asked for: it has done the work. One from the future is none: the
    // clock was set back since.
    if (coveredMs >= askedMs && coveredMs <= startMs) return;
    begun(startMs);
    others.tell({ beganMs: startMs, done: null });
    const done = await converse(signal).catch(unexpected);
    learn(done);
    others.tell({ beganMs: startMs, done });
  };
  await whenFree(work, signal).catch(() => learn(NOT_NOW));
  if (standing.peek().failures > 0 && unsent.peek() > 0) await handOver();
}

const NOT_NOW: Exchanged = { failure: BUSY, settled: 0, trips: 0, clockOffsetMs: null, isRevoked: false };

/** Not in the first file: the first screen can do without. Offline before it ever came, there is nobody to talk to either. */
async function converse(signal: AbortSignal): Promise<Exchanged> {
  const module = await import("./exchange").catch(() => null);
  return module === null ? { ...NOT_NOW, failure: { kind: "unreachable" } } : module.exchange(signal);
}

/** A fault of our own: shown in the browser's console, and to the person as one of this device. */
function unexpected(error: unknown): Exchanged {
  reportError(error);
  return { ...NOT_NOW, failure: { kind: "storage" } };
}

/** Until the hub answers, its clock is as far from ours as it was the last time. */
async function rememberOffset(): Promise<void> {
  const { clockOffsetMs } = await facts().catch(() => AT_REST);
  if (beganMs === null) standing.value = { ...standing.peek(), clockOffsetMs };
}

function begun(ms: number): void {
  beganMs = ms;
  standing.value = { ...standing.peek(), running: true };
}

async function over(): Promise<void> {
  if (running === null) standing.value = { ...standing.peek(), running: false };
}

function learn(done: Exchanged): void {
  const nowMs = Date.now();
  standing.value = after(standing.peek(), done, nowMs, Math.random());
  if (done.trips > 0) keepLastAnswer(nowMs);
  clearTimeout(nextTimer);
  const { nextTryMs } = standing.peek();
  if (nextTryMs === null) return;
  nextTimer = setTimeout(() => {
    // A hidden page with nothing to send waits until somebody looks at it.
    if (document.visibilityState === "visible" || unsent.peek() > 0) void consider("timer");
  }, nextTryMs - nowMs);
}

function typed(): void {
  // The page may not live to see the network again.
  if (!connected.peek()) void handOver();
  clearTimeout(quietTimer);
  quietTimer = setTimeout(() => {
    if (document.visibilityState === "visible" && unsent.peek() > 0) void consider("typed");
  }, QUIET_MS);
}

function putAway(): void {
  clearTimeout(quietTimer);
  if (unsent.peek() === 0) return;
  void consider("typed");
  // The page may be killed before its exchange is over; the worker then finds the lock free.
  void handOver();
}

/** What is unsent is the worker's too from now on. A network that is only said to be gone would wake it at once. */
async function handOver(): Promise<void> {
  if (!pretendOffline.peek()) await wakeWorkerWhenOnline();
}
