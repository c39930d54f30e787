// After one visit, with the hub gone and no network: every screen of a citizen opens from a cold start.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { answer, begin, openOnce } from "./support/person";

let hub: Hub;
let profile: Profile;
let document = "";

test.beforeAll(async () => {
  hub = await startHub();
  profile = await openProfile();
  await openOnce(profile.page, hub.url);
  await hub.stop();
  await profile.offline(true);
  document = await begin(profile.page, feedback.procedure);
  for (const step of feedback.steps("Đèn đường trước chợ tắt ba đêm rồi").slice(0, 2))
    await answer(profile.page, step);
});

test.afterAll(async () => {
  await profile.close();
  await hub.close();
});

const screens: readonly (readonly [name: string, path: () => string, heading: string])[] = [
  ["home", () => "/", "Mình cần làm gì?"],
  ["catalogue", () => "/thu-tuc", "Làm hồ sơ mới"],
  ["one procedure", () => "/thu-tuc/2.000815", "Hẹn đi chứng thực bản sao"],
  ["dossiers", () => "/ho-so", "Hồ sơ của tôi"],
  ["dossier", () => `/ho-so/${document}`, "Đèn đường trước chợ tắt ba đêm rồi"],
  ["form, how far it is", () => `/ho-so/${document}/dien`, "Phản ánh, kiến nghị 1022"],
  ["form, on one page", () => `/ho-so/${document}/mot-trang`, "Phản ánh, kiến nghị 1022"],
  ["form, a question", () => `/ho-so/${document}/dien/noi-dung`, "Kể lại sự việc"],
  ["check answers", () => `/ho-so/${document}/kiem-tra`, "Xem lại trước khi nộp"],
  ["two answers", () => `/ho-so/${document}/hai-cau-tra-loi`, "Có hai câu trả lời"],
  ["nearest desk", () => "/tro-giup", "Tìm người giúp"],
  ["settings", () => "/cai-dat", "Cài đặt"],
  ["what is kept about me", () => "/cai-dat/thong-tin-cua-toi", "Thông tin của tôi"],
  ["sign in", () => "/vao", "Đăng nhập máy này"],
  ["no such screen", () => "/khong-co", "Không có trang này"],
];

for (const [name, path, heading] of screens) {
  test(`offline from a cold start, and again after a reload: ${name}`, async () => {
    const page = await profile.context.newPage();
    await page.goto(hub.url + path());
    await stands(page, heading);
    await page.reload();
    await stands(page, heading);
    await page.close();
  });
}

test("offline, after the browser was killed, the app still says that it is ready", async () => {
  profile = await profile.reopen({ offline: true });
  await profile.page.goto(hub.url);
  await expect(profile.page.getByText("Máy này đã sẵn sàng dùng khi mất mạng")).toBeVisible();
  await expect(profile.page.getByRole("link", { name: /Đèn đường trước chợ/ })).toBeVisible();
});

test("offline, the nearest desk is found by a name without marks", async () => {
  await profile.page.goto(`${hub.url}/tro-giup`);
  await profile.page.getByLabel("Tên phường, xã, đặc khu").fill("con dao");
  await expect(profile.page.getByRole("heading", { name: "Đặc khu Côn Đảo" })).toBeVisible();
});

async function stands(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await expect(page.getByText("Đang ngoại tuyến – vẫn làm được")).toBeVisible();
}
