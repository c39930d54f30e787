// What browsers and phones do to storage: full, refused, about to vanish; and carrying work out of a phone by hand.
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { enrolPhone } from "./support/otherPhone";
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
});

test.afterEach(async () => {
  await phone.close();
});

test("a full phone: the sentence is shown, the text stays, and 'Lưu lại' saves it once there is room", async () => {
  await openOnce(phone.page, hub.url);
  const document = await begin(phone.page, feedback.procedure);
  // Chromium remembers for half a minute how much room there was: a browser just opened has to look.
  phone = await phone.reopen();
  const { page } = phone;
  const devtools = await phone.context.newCDPSession(page);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: hub.url, quotaSize: 1 });
  await page.goto(`${hub.url}/ho-so/${document}/dien/noi-dung`);
  const box = page.getByLabel("Nội dung", { exact: true });
  const text = `Nước ngập tới gối. ${noise()}`;
  await box.fill(text);
  await expect(page.getByText(/Máy hết chỗ nên chưa lưu được\. Chữ vừa ghi vẫn còn ở đây/)).toBeVisible();
  await expect(box).toHaveValue(text);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kể lại sự việc" })).toBeVisible();
  await expect(box).toHaveValue(text);

  // Room only once that try has failed too: else it succeeds, and there is nothing to press.
  await expect(page.getByRole("button", { name: "Lưu lại" })).toBeEnabled();
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: hub.url });
  await page.getByRole("button", { name: "Lưu lại" }).click();
  await saved(page);
  await expect(page.getByText(/Máy hết chỗ/)).toHaveCount(0);
  phone = await phone.reopen();
  await phone.page.goto(`${hub.url}/ho-so/${document}/dien/noi-dung`);
  await expect(phone.page.getByLabel("Nội dung", { exact: true })).toHaveValue(text);
});

test("a full phone that would send or take in says so, and does neither by half; with room again it does both", async () => {
  await openOnce(phone.page, hub.url);
  await signIn(phone.page, hub.linkOf("lan"), "Máy đầy hình");
  const other = await enrolPhone(hub.linkOf("lan"), "Máy tính bảng");
  await toStart(phone.page);
  const document = await begin(phone.page, feedback.procedure);
  await syncNow(phone.page, hub.url);
  await phone.page.goto(`${hub.url}/ho-so/${document}/dien/noi-dung`);
  const typed = `Nước ngập tới gối. ${noise()}`;
  await phone.page.getByLabel("Nội dung", { exact: true }).fill(typed);
  await saved(phone.page);
  // Its worker may wake as the browser starts, and send before the browser looks how much room there is.
  await phone.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).unregister()));
  await phone.kill();
  const incoming = await other.begin(feedback.form, feedback.answers(noise()));
  await other.exchange();

  phone = await phone.reopen();
  const { page } = phone;
  const devtools = await phone.context.newCDPSession(page);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: hub.url, quotaSize: 1 });
  await page.goto(`${hub.url}/cai-dat`);
  await page.getByRole("button", { name: "Gửi ngay" }).click();
  await expect(
    page.getByText(/Máy này chưa lưu được, có thể vì hết chỗ, nên chưa gửi và nhận/),
  ).toBeVisible();
  await other.exchange();
  expect(other.values(document, "/text")).toEqual([]);

  await devtools.send("Storage.overrideQuotaForOrigin", { origin: hub.url });
  await syncNow(page, hub.url);
  await other.exchange();
  expect(other.values(document, "/text")).toEqual([typed]);
  await page.goto(`${hub.url}/ho-so/${incoming}`);
  await expect(standing(page)).toHaveText("Bản nháp – đã lưu trên máy");
});

const android = "Mozilla/5.0 (Linux; Android 14; SM-A155F; wv) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile";
const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";

for (const [where, userAgent, button] of [
  ["Android", `${android} Zalo android/250601`, linkNamed("Mở bằng trình duyệt")],
  ["an iPhone", `${iphone} Zalo iOS/250601`, buttonNamed("Chép đường dẫn")],
] as const) {
  test(`inside Zalo on ${where}: one sentence and one button, before the first question`, async () => {
    const { page } = phone;
    const devtools = await phone.context.newCDPSession(page);
    await devtools.send("Emulation.setUserAgentOverride", { userAgent });
    await page.goto(`${hub.url}/thu-tuc`);
    await stopsAtGate(page, "Mở bằng trình duyệt khác", /Zalo, Facebook không giữ được hồ sơ/, button);
  });
}

const refusals: readonly (readonly [string, string])[] = [
  ["throws", `IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };`],
  [
    "answers with an error",
    `const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function () {
      const request = open.call(this, "refused", 1);
      request.addEventListener("upgradeneeded", () => request.transaction.abort());
      return request;
    };`,
  ],
];

for (const [how, program] of refusals) {
  test(`storage that ${how}: one sentence and one button, before the first question`, async () => {
    const { page } = phone;
    await page.addInitScript(program);
    await page.goto(`${hub.url}/thu-tuc`);
    await stopsAtGate(page, "Máy chưa cho lưu hồ sơ", /không cho lưu trên máy/, buttonNamed("Thử lại"));
  });
}

test("a private window as Firefox and Safari make it: one sentence and one button", async () => {
  const { page } = phone;
  await page.addInitScript(
    `StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException("denied", "SecurityError"));`,
  );
  await page.goto(`${hub.url}/thu-tuc`);
  await stopsAtGate(page, "Mở bằng trình duyệt khác", /Cửa sổ ẩn danh/, buttonNamed("Chép đường dẫn"));
});

test("what was not sent goes into a file, and another phone brings it to the hub", async () => {
  const { page } = phone;
  await openOnce(page, hub.url);
  await signIn(page, hub.linkOf("lan"), "Điện thoại của Lan");
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  await page.getByRole("button", { name: "Giả mất mạng" }).click();
  const document = await begin(page, feedback.procedure);
  await handIn(page, feedback.steps("Ghe bị chìm ở bến, cần người trục vớt"));
  await expect(standing(page)).toHaveText("Chờ gửi");
  await page.getByRole("link", { name: "Cài đặt" }).click();
  const offered = page.waitForEvent("download");
  await page.getByRole("button", { name: "Lưu hồ sơ chưa gửi ra tệp" }).click();
  const download = await offered;
  expect(download.suggestedFilename()).toMatch(/^hai-dang-\d\d-\d\d-\d{4}\.haidang$/);
  await expect(page.getByText("Đã tạo tệp.").first()).toBeVisible();
  const file = { name: "carried.haidang", mimeType: "", buffer: await readFile(await download.path()) };

  const neighbour = await openProfile();
  await openOnce(neighbour.page, hub.url);
  await neighbour.page.goto(`${hub.url}/cai-dat`);
  await chooseFile(neighbour.page, { ...file, buffer: Buffer.from("<html>") });
  await expect(neighbour.page.getByText("Không đọc được tệp này.").first()).toBeVisible();
  await chooseFile(neighbour.page, file);
  await expect(
    neighbour.page.getByText(/^Đã lấy thêm \d+ lần ghi; 0 lần ghi đã có sẵn\.$/).first(),
  ).toBeVisible();
  await chooseFile(neighbour.page, file);
  await expect(
    neighbour.page.getByText(/^Đã lấy thêm 0 lần ghi; \d+ lần ghi đã có sẵn\.$/).first(),
  ).toBeVisible();
  await signIn(neighbour.page, hub.linkOf("lan"), "Máy của con gái");
  await syncNow(neighbour.page, hub.url);
  await neighbour.page.goto(`${hub.url}/ho-so/${document}`);
  await expect(standing(neighbour.page)).toHaveText(/^Đã nộp lúc/);
  await neighbour.close();

  const third = await enrolPhone(hub.linkOf("lan"), "Máy thứ ba");
  await third.exchange();
  expect(third.submissions(document)).toBe(1);
});

test("a draft is put away after one question, and taken back whole", async () => {
  const { page } = phone;
  await openOnce(page, hub.url);
  const document = await begin(page, feedback.procedure);
  await page.goto(`${hub.url}/ho-so/${document}/dien/noi-dung`);
  await page.getByLabel("Nội dung", { exact: true }).fill("Xe tải đậu chắn cổng trường");
  await saved(page);
  await page.goto(`${hub.url}/ho-so/${document}`);
  await page.getByRole("button", { name: "Bỏ hồ sơ này" }).click();
  await page.getByRole("button", { name: "Bỏ hồ sơ", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hồ sơ của tôi" })).toBeVisible();
  await expect(page.getByText("Chưa có hồ sơ nào trên máy này.")).toBeVisible();
  await page.getByRole("button", { name: "Lấy lại", exact: true }).click();
  await expect(page.getByText("Bản nháp – đã lưu trên máy")).toBeVisible();
  await page.getByRole("link", { name: "Xe tải đậu chắn cổng trường" }).click();
  await expect(standing(page)).toHaveText("Bản nháp – đã lưu trên máy");
});

type Remedy = (page: Page) => ReturnType<Page["getByRole"]>;

function linkNamed(name: string): Remedy {
  return (page) => page.getByRole("link", { name });
}

function buttonNamed(name: string): Remedy {
  return (page) => page.getByRole("button", { name });
}

/** Random, because what repeats itself is compressed away. */
function noise(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(600))).toString("hex");
}

async function toStart(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
}

/** Nothing else is offered: no list of procedures, no form. */
async function stopsAtGate(page: Page, title: string, sentence: RegExp, remedy: Remedy): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(remedy(page)).toBeVisible();
  await expect(
    page.locator("main").getByRole("link").or(page.locator("main").getByRole("button")),
  ).toHaveCount(1);
}

async function chooseFile(
  page: Page,
  file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(file);
}
