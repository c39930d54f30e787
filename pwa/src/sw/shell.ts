/**
 * The offline shell: keeps the files of this release and of the one before, and answers with them.
 *
 * - A file enters the cache only with the SHA-256 that the build wrote down, so neither a captive portal nor a proxy can
 *   leave its own page there. An interrupted installation goes on where it stopped.
 * - A new release waits. It takes over when asked to and no page is being typed into, or when all pages are closed.
 * - Pages of the release before still find their lazy chunks: its cache goes only when yet another release takes over.
 * - What belongs to the hub (/api and its kin) is neither answered nor kept. To switch the worker off everywhere, the hub
 *   serves an sw.js that unregisters itself; browsers look for that file past every cache.
 */

import { ACTIVATE, BUSY, BUSY_QUESTION, COMPLETE, WORKER_CHANNEL } from "../platform/workerMessages";

declare const self: ServiceWorkerGlobalScope;

/** A file of a release: URL path and base64 SHA-256. */
type Kept = readonly [path: string, sha256: string];

/** Written in by the build: the list of all files of this release, itself one of them. Its name tells releases apart. */
declare const __LIST__: Kept;

const PREFIX = "shell:";
const RELEASE = PREFIX + __LIST__[0];
/** Stands in the cache of a release that has been active: one that never ran is not "the release before". */
const WAS_ACTIVE = "/.was-active";
const OF_THE_HUB = /^\/(api|health|metrics|schema)(\/|$)/;
const FETCHES_AT_ONCE = 4;
const BUSY_ANSWER_MS = 1_000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || OF_THE_HUB.test(pathname)) return;
  event.respondWith(answer(request.mode === "navigate" ? "/" : pathname, request));
});

self.addEventListener("message", (event) => {
  if (event.data === ACTIVATE) event.waitUntil(activateUnlessBusy());
  if (event.data === COMPLETE) event.waitUntil(complete(event.ports[0]));
});

async function install(): Promise<void> {
  const cache = await caches.open(RELEASE);
  const list: readonly Kept[] = await (await keep(cache, __LIST__)).json();
  const files = list.values();
  // The loops share one iterator: each takes the next file when it is done with its own.
  const loop = async () => {
    for (const file of files) await keep(cache, file);
  };
  await Promise.all(Array.from({ length: FETCHES_AT_ONCE }, loop));
}

async function keep(cache: Cache, [path, sha256]: Kept): Promise<Response> {
  const held = await cache.match(path);
  if (held) return held;
  const obtained = await obtain(path, sha256);
  await cache.put(path, obtained.clone());
  return obtained;
}

/** The file as built: from an earlier release, from the browser's cache, or, if that one is wrong, from the hub. */
async function obtain(path: string, sha256: string): Promise<Response> {
  const older = await caches.match(path);
  if (older && (await hashOf(older)) === sha256) return older;
  for (const cache of ["default", "reload"] as const) {
    const fresh = await fetch(path, { cache, redirect: "error" });
    if (fresh.ok && (await hashOf(fresh)) === sha256) return fresh;
  }
  throw new Error(`not as built: ${path}`);
}

async function hashOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== RELEASE);
  let before = "";
  for (const cacheName of others) if (await caches.match(WAS_ACTIVE, { cacheName })) before = cacheName;
  await Promise.all(others.filter((name) => name !== before).map((name) => caches.delete(name)));
  await (await caches.open(RELEASE)).put(WAS_ACTIVE, new Response());
  // So that the page of the very first visit already finds its lazy chunks offline.
  await self.clients.claim();
}

async function answer(path: string, request: Request): Promise<Response> {
  return (await caches.match(path, { cacheName: RELEASE })) ?? (await caches.match(path)) ?? fetch(request);
}

async function activateUnlessBusy(): Promise<void> {
  const channel = new BroadcastChannel(WORKER_CHANNEL);
  const busy = await new Promise<boolean>((resolve) => {
    channel.onmessage = (event) => event.data === BUSY && resolve(true);
    channel.postMessage(BUSY_QUESTION);
    setTimeout(resolve, BUSY_ANSWER_MS, false);
  });
  channel.close();
  if (!busy) await self.skipWaiting();
}

/** Fetches what the browser threw away, if anything, and says whether all is there. */
async function complete(port: MessagePort | undefined): Promise<void> {
  const whole = await install().then(
    () => true,
    () => false,
  );
  port?.postMessage(whole);
}
