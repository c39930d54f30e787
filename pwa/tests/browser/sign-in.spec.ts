// An officer of a real hub: in by a code, a passkey made, a session opened, ended, run out in the middle of work, proven again.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { enrolPhone } from "./support/otherPhone";
import { openOnce } from "./support/person";
import { soundAt } from "./support/sound";
import { type VirtualKey, virtualKey } from "./support/virtualKey";

test.describe.configure({ mode: "serial" });

let hub: Hub;
let desk: Profile;
let key: VirtualKey;
let dossier: string;

test.beforeAll(async () => {
  hub = await startHub({ real: true });
  const phone = await enrolPhone(hub.linkOf("lan"), "Điện thoại của Lan");
  dossier = await phone.begin(feedback.form, feedback.answers("Đèn đường trước chợ tắt ba đêm"));
  await phone.submit(dossier, feedback.form);
  await phone.exchange();
  desk = await openProfile();
  await openOnce(desk.page, hub.url);
  key = await virtualKey(desk.page);
});

test.afterAll(async () => {
  await desk.close();
  await hub.close();
});

test("a code lets an officer in, and no dossier is shown before they have made a passkey", async () => {
  const { page } = desk;
  await page.goto(hub.linkOf("hai"));
  await expect(page.getByRole("button", { name: "Dùng khoá đăng nhập" })).toBeVisible();
  await soundAt(page, "sign-in-vao");
  await page.getByLabel("Gọi máy này là gì?").fill("Máy quầy");
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await page.getByRole("link", { name: "Vào bàn của quầy" }).click();
  await expect(page.getByRole("heading", { name: "Mở phiên làm việc" })).toBeVisible();
  await expect(page.getByText("Nguyễn Thị Lan")).toHaveCount(0);
  await soundAt(page, "sign-in-first");
});

test("who is not recognised is told calmly, and the button is still there", async () => {
  const { page } = desk;
  await key.recognise(false);
  await page.getByRole("button", { name: "Tạo khoá đăng nhập" }).click();
  await expect(page.getByRole("alert").getByText(/^Chưa xác nhận được/)).toBeVisible();
  await soundAt(page, "sign-in-not-recognised");
  await key.recognise(true);
  await page.getByRole("button", { name: "Tạo khoá đăng nhập" }).click();
  await expect(page.getByText("Nguyễn Thị Lan")).toBeVisible();
  await expect(page.getByText(/^Phiên còn 3 giờ 5\d phút$/)).toBeVisible();
  await soundAt(page, "sign-in-desk");
});

test("a session is ended from the header, and opened again by the passkey alone", async () => {
  const { page } = desk;
  await page.getByText(/còn 3 giờ/).click();
  await soundAt(page, "sign-in-menu");
  await page.getByRole("button", { name: "Kết thúc phiên" }).click();
  await expect(page.getByRole("heading", { name: "Phiên làm việc đã hết" })).toBeVisible();
  // Nothing of the desk can be seen, and nothing of it can be reached.
  await page.goto(`${hub.url}/quay`);
  await expect(page.getByRole("heading", { name: "Mở phiên làm việc" })).toBeVisible();
  await expect(page.getByText("Nguyễn Thị Lan")).toHaveCount(0);
  await page.getByRole("button", { name: "Mở bằng khoá đăng nhập" }).click();
  await expect(page.getByText("Nguyễn Thị Lan")).toBeVisible();
});

test("a session that runs out in the middle of a dossier is opened again there, and what was asked for is done", async () => {
  const { page } = desk;
  await page.getByText("Nguyễn Thị Lan").click();
  await expect(page).toHaveURL(new RegExp(`/quay/${dossier}$`));
  await page.getByRole("button", { name: "Đã nhận" }).click();
  await hub.write("UPDATE session SET ends = opened");
  await page.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await expect(page.getByRole("heading", { name: "Phiên làm việc đã hết" })).toBeVisible();
  await soundAt(page, "sign-in-over");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Phiên làm việc đã hết" })).toBeVisible();
  await page.getByRole("button", { name: "Mở bằng khoá đăng nhập" }).click();
  await expect(page.getByText(/Quầy Đặc khu Côn Đảo đã nhận lúc/)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/quay/${dossier}$`));
});

test("another device comes in by the passkey, and needs a session of its own", async () => {
  const other = await openProfile();
  try {
    const { page } = other;
    await openOnce(page, hub.url);
    const copied = await virtualKey(page, { credentials: await key.credentials() });
    await page.goto(`${hub.url}/vao`);
    await page.getByRole("button", { name: "Dùng khoá đăng nhập" }).click();
    await expect(page.getByText("Máy này giờ làm với tên Lê Minh Hải.")).toBeVisible();
    await page.getByRole("link", { name: "Vào bàn của quầy" }).click();
    await expect(page.getByRole("heading", { name: "Mở phiên làm việc" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Tạo khoá đăng nhập" })).toHaveCount(0);
    await page.getByRole("button", { name: "Mở bằng khoá đăng nhập" }).click();
    await expect(page.getByText("Nguyễn Thị Lan")).toBeVisible();
    // A passkey that travels is one; its count of uses must not seem to go back on the first device.
    const credentials = await copied.credentials();
    await key.remove();
    key = await virtualKey(desk.page, { credentials });
  } finally {
    await other.close();
  }
});

test("an authenticator without finger, face or PIN makes no passkey", async () => {
  const other = await openProfile();
  try {
    const { page } = other;
    await openOnce(page, hub.url);
    await virtualKey(page, { canVerify: false, credentials: await key.credentials() });
    await page.goto(`${hub.url}/vao`);
    await page.getByRole("button", { name: "Dùng khoá đăng nhập" }).click();
    await expect(
      page.getByRole("alert").getByText(/^Chưa xác nhận được|không có cách xác nhận/),
    ).toBeVisible();
  } finally {
    await other.close();
  }
});

test("removing a passkey asks for a fresh proof, which can be left, and then does it", async () => {
  const { page } = desk;
  await page.goto(`${hub.url}/cai-dat`);
  await page.getByRole("button", { name: "Xem các khoá" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Máy quầy" })).toBeVisible();
  await soundAt(page, "sign-in-keys");
  await hub.write("UPDATE session SET proven = opened - 600000");
  await removeKey(page);
  await expect(page.getByRole("heading", { name: "Cho biết lại là mình" })).toBeVisible();
  await soundAt(page, "sign-in-step-up");
  await page.getByRole("dialog").getByRole("button", { name: "Thôi" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Máy quầy" })).toBeVisible();
  await removeKey(page);
  await page.getByRole("button", { name: "Xác nhận bằng khoá đăng nhập" }).click();
  await expect(page.getByText("Chưa có khoá nào.")).toBeVisible();
});

test("without a passkey and a word to make one, the page says whom to ask", async () => {
  const { page } = desk;
  await hub.write("UPDATE session SET ended = opened");
  await page.goto(`${hub.url}/quay`);
  await expect(page.getByText(/^Tài khoản này chưa có khoá đăng nhập\./)).toBeVisible();
  await soundAt(page, "sign-in-nobody");
  await desk.offline(true);
  await expect(page.getByText("Đang ngoại tuyến", { exact: false }).first()).toBeVisible();
  await desk.offline(false);
});

async function removeKey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Xoá khoá Máy quầy" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Xoá khoá" }).click();
}
