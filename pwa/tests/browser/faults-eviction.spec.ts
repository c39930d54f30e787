// What browsers do to a database that is there: thrown away, cleared under an open page, closed, wanted by a newer release.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { DATABASE_VERSION } from "../../src/store/schema";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { begin, handIn, openGroups, openOnce, saved, signIn, standing, syncNow } from "./support/person";

let hub: Hub;
let phone: Profile;

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterAll(async () => {
  await hub.close();
});

test.beforeEach(async () => {
  phone = await openProfile();
  await openOnce(phone.page, hub.url);
});

test.afterEach(async () => {
  await phone.close();
});

const gone = (page: Page) => page.getByText(/Máy này từng giữ \d+ hồ sơ, nay không còn/);

test("a database thrown away is noticed and counted, makes no new person of anybody, and signing in brings back what was sent", async () => {
  await signIn(phone.page, hub.linkOf("lan"), "Máy thiếu chỗ");
  await toStart(phone.page);
  const sent = await begin(phone.page, feedback.procedure);
  await handIn(phone.page, feedback.steps("Cống nghẹt trước chợ"));
  await syncNow(phone.page, hub.url);
  await phone.offline(true);
  await startDraft(phone.page);
  await counted(phone.page, 2);
  await phone.kill();
  await rm(join(phone.folder, "Default", "IndexedDB"), { recursive: true });

  phone = await phone.reopen();
  const { page } = phone;
  await page.goto(hub.url);
  await expect(gone(page)).toHaveText(
    /từng giữ 2 hồ sơ, nay không còn: trình duyệt đã xoá chỗ lưu\. Trong đó có 1 lần ghi chưa gửi\./,
  );
  await page.goto(`${hub.url}/thu-tuc`);
  await openGroups(page);
  await page.getByRole("button", { name: feedback.procedure }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/\/thu-tuc$/);
  await page.getByRole("button", { name: "Làm lại trên máy này" }).click();
  await expect(gone(page)).toHaveCount(0);
  await signIn(page, hub.linkOf("lan"), "Máy thiếu chỗ, lần hai");
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${sent}`);
  await expect(standing(page)).toHaveText(/^Đã nộp lúc/);
});

test("a database cleared before, at any step of, and after a page's start is noticed in that page, and counted", async () => {
  const { page } = phone;
  await toStart(page);
  await startDraft(page);
  await counted(page, 1);
  const clear = await clearing(phone);
  for (const moment of ["before", ...STEPS, "after"] as const) {
    if (moment === "before") {
      await page.goto(`${hub.url}/health/ready`);
      await clear.now();
    } else if (moment !== "after") await clear.atStep(moment);
    await page.goto(hub.url);
    if (moment === "after") {
      // Started to the end: it has asked what it may do without a network.
      await expect(page.getByText("Máy này đã sẵn sàng dùng khi mất mạng")).toBeVisible();
      await clear.now();
    }
    await expect(gone(page), `cleared ${moment}`).toHaveText(
      /từng giữ 1 hồ sơ, nay không còn: trình duyệt đã xoá chỗ lưu\. Trong đó có 1 lần ghi chưa gửi\./,
    );
    await expect(page.getByText("Chưa có hồ sơ nào", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Làm lại trên máy này" }).click();
    await expect(gone(page)).toHaveCount(0);
    await startDraft(page);
    await counted(page, 1);
  }
});

test("where everything went, markers included, nothing is claimed", async () => {
  const { page } = phone;
  await toStart(page);
  await startDraft(page);
  await counted(page, 1);
  // Where no app runs that could write once more.
  await page.goto(`${hub.url}/health/ready`);
  const devtools = await phone.context.newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", { origin: hub.url, storageTypes: "all" });
  await page.goto(hub.url);
  await expect(page.getByText("Chưa có hồ sơ nào", { exact: true })).toBeVisible();
  await expect(gone(page)).toHaveCount(0);
});

test("a database that the browser closes under an open form is opened again: what is typed next is saved", async () => {
  const { page } = phone;
  await toStart(page);
  const document = await startDraft(page);
  await forceClose(phone);
  const box = page.getByLabel("Nội dung", { exact: true });
  await box.fill("Ghi tiếp sau khi chỗ lưu bị đóng");
  await saved(page);
  await forceClose(phone);
  phone = await phone.reopen({ offline: true });
  await phone.page.goto(`${hub.url}/ho-so/${document}/dien/noi-dung`);
  await expect(phone.page.getByLabel("Nội dung", { exact: true })).toHaveValue(
    "Ghi tiếp sau khi chỗ lưu bị đóng",
  );
});

test("a newer release in another tab is not kept from the database, and this tab says that it must be reloaded", async () => {
  const { page } = phone;
  await toStart(page);
  await startDraft(page);
  const newer = await phone.context.newPage();
  await newer.goto(`${hub.url}/health/ready`);
  expect(await newer.evaluate(upgraded, DATABASE_VERSION + 1)).toBe("open");
  await expect(page.getByText(/Ứng dụng vừa được thay bằng bản mới ở cửa sổ khác/)).toBeVisible();
});

async function toStart(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
}

/** From the first screen: a draft with the second question open, and its answer saved. */
async function startDraft(page: Page): Promise<string> {
  await page.goto(hub.url);
  const document = await begin(page, feedback.procedure);
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Nội dung", { exact: true }).fill("Rác đổ ở đầu hẻm");
  await saved(page);
  return document;
}

/** Transactions of a page that starts: its trial write, who is here, the cards, and what an earlier end left. */
const STEPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Clears the database as a browser under pressure does: at once, or while the page's next start is at that transaction. */
async function clearing({ context, page }: Profile): Promise<{
  now(): Promise<void>;
  atStep(step: number): Promise<void>;
}> {
  const devtools = await context.newCDPSession(page);
  const now = async () => {
    await devtools.send("Storage.clearDataForOrigin", { origin: hub.url, storageTypes: "indexeddb" });
  };
  await page.exposeFunction("clearDatabase", now);
  await page.addInitScript(() => {
    let left = Number(sessionStorage.getItem("clear-at-step") ?? 0);
    sessionStorage.removeItem("clear-at-step");
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...how: Parameters<typeof transaction>) {
      left -= 1;
      const begun = transaction.apply(this, how);
      if (left === 0) void (globalThis as unknown as { clearDatabase(): Promise<void> }).clearDatabase();
      return begun;
    };
  });
  return {
    now,
    atStep: (step) => page.evaluate((at) => sessionStorage.setItem("clear-at-step", String(at)), step),
  };
}

/** So many dossiers are written down outside the database. */
async function counted(page: Page, dossiers: number): Promise<void> {
  const written = () =>
    page.evaluate(async () => (await (await caches.match("/.device"))?.json())?.dossiers as unknown);
  await expect.poll(written).toBe(dossiers);
}

/** As the browser's own page for it does. */
async function forceClose({ context }: Profile): Promise<void> {
  const internals = await context.newPage();
  await internals.goto("chrome://indexeddb-internals");
  await internals.getByText("Force close").first().click();
  await expect(internals.getByText(/Open connections:\s*0/)).toBeVisible();
  await internals.close();
}

/** Opens the database as a release would that has one more table. */
function upgraded(version: number): Promise<string> {
  return new Promise((resolve) => {
    const request = indexedDB.open("haidang", version);
    request.onblocked = () => resolve("blocked");
    request.onerror = () => resolve(String(request.error));
    request.onsuccess = () => resolve("open");
  });
}
