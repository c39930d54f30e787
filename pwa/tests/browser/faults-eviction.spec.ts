// What browsers do to a database that is there: thrown away, cleared under an open page, closed, wanted by a newer release.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { begin, handIn, openOnce, saved, signIn, standing, syncNow } from "./support/person";

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
  await signIn(phone.page, hub.links[0] ?? "", "Máy thiếu chỗ");
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
  await page.getByRole("button", { name: feedback.procedure }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/\/thu-tuc$/);
  await page.getByRole("button", { name: "Làm lại trên máy này" }).click();
  await expect(gone(page)).toHaveCount(0);
  await signIn(page, hub.links[0] ?? "", "Máy thiếu chỗ, lần hai");
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${sent}`);
  await expect(standing(page)).toHaveText(/^Đã nộp lúc/);
});

test("a database cleared under an open page is noticed there and then; where everything went, nothing is claimed", async () => {
  const { page } = phone;
  await toStart(page);
  await startDraft(page);
  await counted(page, 1);
  await page.goto(hub.url);
  // It is open once all of it has started.
  await expect(page.getByText("Máy này đã sẵn sàng dùng khi mất mạng")).toBeVisible();
  const devtools = await phone.context.newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", { origin: hub.url, storageTypes: "indexeddb" });
  await expect(gone(page)).toBeVisible();
  await devtools.send("Storage.clearDataForOrigin", { origin: hub.url, storageTypes: "all" });
  await page.reload();
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
  expect(await newer.evaluate(upgraded)).toBe("open");
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
function upgraded(): Promise<string> {
  return new Promise((resolve) => {
    const request = indexedDB.open("haidang", 2);
    request.onblocked = () => resolve("blocked");
    request.onerror = () => resolve(String(request.error));
    request.onsuccess = () => resolve("open");
  });
}
