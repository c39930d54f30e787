// A new release while somebody types, and two releases in two tabs over one database.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { writeNextRelease } from "./support/nextRelease";
import { enrolPhone } from "./support/otherPhone";
import { begin, openOnce, saved, signIn, syncNow } from "./support/person";

const NEXT = "the next one";

let hub: Hub;
let phone: Profile;
let pages: string;

test.beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), "haidang-pages-"));
  await writeNextRelease(pages, NEXT);
  hub = await startHub();
  phone = await openProfile();
});

test.afterAll(async () => {
  await phone.close();
  await hub.close();
  await rm(pages, { recursive: true, force: true });
});

test("a new release waits for whoever types; then two releases in two tabs work on one dossier", async () => {
  const old = phone.page;
  await openOnce(old, hub.url);
  await signIn(old, hub.linkOf("lan"), "Máy có hai bản");
  await old.goto(hub.url);
  const document = await begin(old, feedback.procedure);
  await old.getByRole("radio", { name: "Chuyện khác" }).check();
  await old.getByRole("button", { name: "Tiếp tục" }).click();
  const box = old.getByLabel("Nội dung", { exact: true });
  await box.fill("Đang ghi dở");
  await old.evaluate(() => Object.assign(globalThis, { untouched: true }));

  await hub.stop();
  await hub.start(pages);
  const fresh = await phone.context.newPage();
  await fresh.goto(hub.url);
  const install = fresh.getByRole("button", { name: "Cài bản mới" });
  await install.click();
  // Longer than the new worker waits for a page that says it is typed into.
  await fresh.waitForTimeout(2_000);
  expect(await releaseOf(fresh)).toBeNull();
  expect(await isUntouched(old)).toBe(true);
  await expect(box).toHaveValue("Đang ghi dở");
  await saved(old);

  await old.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  await install.click();
  await expect.poll(() => releaseOf(fresh).catch(() => null)).toBe(NEXT);
  // The page of the release before goes on, and finds in its cache what the hub has no more.
  await old.getByRole("link", { name: /Tìm người giúp/ }).click();
  await expect(old.getByRole("heading", { level: 1, name: "Tìm người giúp" })).toBeVisible();
  expect(await isUntouched(old)).toBe(true);
  expect(await shells(old)).toBe(2);

  await fresh.goto(`${hub.url}/ho-so/${document}/dien/lien-lac`);
  expect(await releaseOf(fresh)).toBe(NEXT);
  await old.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  await old.getByRole("link", { name: "Đang ghi dở" }).click();
  await old.getByRole("link", { name: "Làm tiếp" }).click();
  await old.getByRole("link", { name: "Người phản ánh" }).click();
  await old.getByLabel("Họ và tên").fill("Nguyễn Thị Lan");
  await fresh.getByLabel(/^Số điện thoại/).fill("0901234567");
  await Promise.all([saved(old), saved(fresh)]);
  expect(await releaseOf(old)).toBeNull();
  await syncNow(fresh, hub.url);
  const other = await enrolPhone(hub.linkOf("lan"), "Máy tính bảng");
  await other.exchange();
  expect(other.values(document, "/text")).toEqual(["Đang ghi dở"]);
  expect(other.values(document, "/name")).toEqual(["Nguyễn Thị Lan"]);
  expect(other.values(document, "/phone")).toEqual(["0901234567"]);
});

function releaseOf(page: Page): Promise<string | null> {
  return page.evaluate(
    () => document.querySelector<HTMLMetaElement>('meta[name="release"]')?.content ?? null,
  );
}

/** It was not loaded again since. */
function isUntouched(page: Page): Promise<boolean> {
  return page.evaluate(() => "untouched" in globalThis);
}

function shells(page: Page): Promise<number> {
  return page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("shell:")).length);
}
