/** The service worker in a real Chromium: poisoned, interrupted, offline, updated, evicted, switched off. */

import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "../browser/support/browser";
import { openSite, type Site } from "./support/release";

let site: Site;
let profile: Profile;
let page: Page;

test.beforeEach(async () => {
  site = await openSite();
  await site.deploy("v1");
  profile = await openProfile();
  page = profile.page;
});

test.afterEach(async () => {
  await profile.close();
  await site.close();
});

for (const mischief of ["portal", "cut", "redirect"] as const) {
  test(`a file spoiled by a ${mischief} enters no cache; the installation goes on from there when it is right`, async () => {
    site.spoil(["/assets/same-3.js"], mischief);
    await page.goto(`${site.url}/ho-so`);
    await expect.poll(() => cached("/assets/same-11.js")).toBe(true);
    await expect.poll(() => states()).toEqual([]);
    expect(await cached("/assets/same-3.js")).toBe(false);
    site.spoil([]);
    site.asked();
    await page.reload();
    await expect.poll(() => states()).toEqual(["activated"]);
    const fetched = site.asked();
    expect(fetched).toContain("/assets/same-3.js");
    expect(fetched).not.toContain("/assets/same-4.js");
    expect(fetched).not.toContain("/portal");
  });
}

test("after one visit everything works offline, and the hub's answers never come from a cache", async () => {
  await install();
  await profile.offline(true);
  await page.goto(`${site.url}/ho-so/00/dien`);
  expect(await release()).toBe("v1");
  expect(await page.evaluate("lazy()")).toBe("v1");
  expect(await fetched("/api/hub")).toBe("failed");
  await profile.offline(false);
  expect(await fetched("/api/hub")).toBe("hub");
});

test("what the browser threw away is missed, and fetched again when there is a network", async () => {
  await install();
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await (await caches.open(name)).delete("/assets/lazy-v1.js");
  });
  await profile.offline(true);
  expect(await page.evaluate("complete()")).toBe(false);
  await profile.offline(false);
  expect(await page.evaluate("complete()")).toBe(true);
});

test("a new release fetches only what changed, waits, and is held off by a page that is typed into", async () => {
  await install();
  site.asked();
  await update("v2");
  expect(site.asked().filter((path) => path.includes("same"))).toEqual([]);
  await page.reload();
  expect(await release()).toBe("v1");

  const other = await profile.context.newPage();
  await other.goto(site.url);
  await other.evaluate("window.busy = true");
  await takeOver();
  // Longer than the worker waits for an answer.
  await page.waitForTimeout(2_000);
  expect(await states()).toEqual(["activated", "installed"]);

  await other.evaluate("window.busy = false");
  await takeOver();
  await expect.poll(() => states()).toEqual(["activated"]);
  // The server has the old release's files no more.
  expect(await page.evaluate("lazy()")).toBe("v1");
  await other.reload();
  expect(await release(other)).toBe("v2");
});

test("two releases are kept, not three", async () => {
  await install();
  for (const name of ["v2", "v3"]) {
    await update(name);
    await takeOver();
    await expect.poll(() => states()).toEqual(["activated"]);
  }
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(2);
  expect(await cached("/assets/lazy-v1.js")).toBe(false);
  expect(await cached("/assets/lazy-v2.js")).toBe(true);
});

test("behind a captive portal that answers everything the app still opens", async () => {
  await install();
  site.spoil("all");
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update().catch(() => undefined);
  });
  await page.goto(`${site.url}/thu-tuc`);
  expect(await release()).toBe("v1");
});

test("a worker that unregisters itself switches the old one off", async () => {
  await install();
  const off = `self.addEventListener("install", () => self.skipWaiting());
    self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));`;
  await site.deploy("v2", off);
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expect.poll(() => states()).toEqual([]);
  await page.goto(site.url);
  expect(await release()).toBe("v2");
});

async function install(): Promise<void> {
  await page.goto(site.url);
  expect(await page.evaluate("complete()")).toBe(true);
  await expect.poll(() => states()).toEqual(["activated"]);
}

async function update(name: string): Promise<void> {
  await site.deploy(name);
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expect.poll(() => states()).toEqual(["activated", "installed"]);
}

function takeOver(): Promise<void> {
  return page.evaluate(async () => {
    (await navigator.serviceWorker.getRegistration())?.waiting?.postMessage("activate");
  });
}

/** States of the active, waiting and installing worker, of those there are. */
function states(): Promise<string[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const workers = [registration?.active, registration?.waiting, registration?.installing];
    return workers.flatMap((worker) => (worker ? [worker.state] : []));
  });
}

function release(on: Page = page): Promise<string | null> {
  return on.locator("#release").textContent();
}

function cached(path: string): Promise<boolean> {
  return page.evaluate(async (wanted) => (await caches.match(wanted)) !== undefined, path);
}

function fetched(path: string): Promise<string> {
  return page.evaluate(
    (wanted) =>
      fetch(wanted).then(
        (reply) => reply.text(),
        () => "failed",
      ),
    path,
  );
}
