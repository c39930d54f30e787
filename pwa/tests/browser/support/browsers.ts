// The app in browsers that lack or refuse something, that have lost what they held, or that are a release behind.
import type { Page } from "@playwright/test";
import { at, chain, follow, type Screen, shows, unreachable } from "./opening";
import { firstScreen } from "./screens";

const refused: readonly Screen[] = [
  { name: "gate-private", who: "private", offline: "never", open: at("/", "Mở bằng trình duyệt khác") },
  { name: "gate-too-old", who: "old", offline: "never", open: at("/", "Mở bằng trình duyệt khác") },
  { name: "gate-insecure", who: "insecure", offline: "never", open: at("/", "Mở bằng trình duyệt khác") },
  { name: "gate-storage", who: "refused", offline: "never", open: at("/", "Máy chưa cho lưu hồ sơ") },
  {
    name: "screen-failed",
    who: "no-worker",
    offline: "cut",
    open: chain(
      unreachable("**/assets/Help*.js"),
      at("/", "Mình cần làm gì?"),
      follow("Tìm người giúp"),
      shows("Chưa mở được trang này"),
    ),
  },
];

const frame: readonly Screen[] = [
  {
    name: "update-waiting",
    who: "spare",
    offline: "never",
    open: chain(firstScreen, registerAnother, shows("Cài bản mới")),
  },
  {
    name: "outdated",
    who: "outdated",
    offline: "cut",
    open: chain(
      async (page, { url }) => {
        await page.goto(`${url}/health/ready`);
        await emptyDatabases(page);
      },
      firstScreen,
      (page) => upgradeDatabases(page),
      shows("Mở lại trang"),
    ),
  },
  {
    name: "storage-lost",
    who: "robbed",
    offline: "cut",
    open: chain(
      async (page, { url }) => {
        await page.goto(`${url}/health/ready`);
        await emptyDatabases(page);
      },
      at("/", "Mình cần làm gì?"),
      shows("Làm lại trên máy này"),
    ),
  },
];

/** A worker of another address is a new release, to the browser and to the page. The app's own pages may not name one. */
async function registerAnother(page: Page): Promise<void> {
  const beside = await page.context().newPage();
  await beside.route("**/health/live", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await beside.goto(new URL("/health/live", page.url()).href);
  await beside.evaluate(() => navigator.serviceWorker.register("/sw.js?next").then(() => undefined));
  await beside.close();
}

async function emptyDatabases(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const { name = "" } of await indexedDB.databases()) {
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onerror = resolve;
      });
    }
  });
}

/** As a tab with a newer release would. */
async function upgradeDatabases(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const { name = "", version = 1 } of await indexedDB.databases()) {
      await new Promise<void>((resolve) => {
        const request = indexedDB.open(name, version + 1);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      });
    }
  });
}

export const browsers: readonly Screen[] = [...refused, ...frame];
