// Several devices, or what only looks like one: tabs, a cloned profile, a withdrawn phone, a phone without an account.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { type Line, openLine } from "./support/line";
import { enrolPhone, type OtherPhone } from "./support/otherPhone";
import { begin, handIn, openOnce, saved, signIn, standing, syncNow } from "./support/person";

let hub: Hub;
let line: Line;
let other: OtherPhone;
const profiles: Profile[] = [];

test.beforeAll(async () => {
  hub = await startHub();
  line = await openLine(hub.url);
  other = await enrolPhone(hub.linkOf("lan"), "Máy tính bảng");
});

test.afterEach(async () => {
  for (const profile of profiles.splice(0)) await profile.close();
});

test.afterAll(async () => {
  await line.close();
  await hub.close();
});

test("two tabs edit one dossier: both texts are saved, one tab sends, nothing is lost", async () => {
  const phone = await signedIn("Máy có hai cửa sổ");
  const document = await startDraft(phone.page);
  const tabs = [phone.page, await phone.context.newPage()] as const;
  await phone.offline(true);
  const [name, contact] = tabs;
  await name.goto(`${line.url}/ho-so/${document}/dien/ten`);
  await contact.goto(`${line.url}/ho-so/${document}/dien/lien-lac`);
  await Promise.all([
    name.getByLabel("Họ và tên").fill("Nguyễn Thị Lan"),
    contact.getByLabel(/^Số điện thoại/).fill("0901234567"),
  ]);
  await Promise.all(tabs.map(saved));
  await contact.getByLabel(/^Email/).fill("lan@example.com");
  await name.getByLabel("Họ và tên").fill("Nguyễn Thị Lan Anh");
  await Promise.all(tabs.map(saved));
  await phone.offline(false);
  await syncNow(contact, line.url);
  expect(line.atOnceMost).toBe(1);
  await other.exchange();
  expect(other.values(document, "/name")).toEqual(["Nguyễn Thị Lan Anh"]);
  expect(other.values(document, "/phone")).toEqual(["0901234567"]);
  expect(other.values(document, "/email")).toEqual(["lan@example.com"]);
});

test("a cloned profile: both clones edit, both are heard, and both answers are shown", async () => {
  const first = await signedIn("Máy bị chép");
  const document = await startDraft(first.page);
  await syncNow(first.page, line.url);
  const clone = await first.copy();
  profiles.push(clone);
  const original = await first.reopen({ offline: true });
  profiles.push(original);
  await clone.offline(true);
  await retell(original.page, document, "Rác đổ tràn ra đường từ hôm qua");
  await retell(clone.page, document, "Rác đổ tràn ra sông từ hôm kia");
  for (const one of [original, clone, original]) {
    await one.offline(false);
    await syncNow(one.page, line.url);
  }
  for (const { page } of [original, clone]) {
    await page.goto(`${line.url}/ho-so/${document}/hai-cau-tra-loi`);
    await expect(page.getByText("Rác đổ tràn ra đường từ hôm qua")).toBeVisible();
    await expect(page.getByText("Rác đổ tràn ra sông từ hôm kia")).toBeVisible();
  }
  await other.exchange();
  expect([...other.values(document, "/text")].sort()).toEqual([
    "Rác đổ tràn ra sông từ hôm kia",
    "Rác đổ tràn ra đường từ hôm qua",
  ]);
});

test("a phone put back from an old copy of itself: what it forgot comes back, and what it writes stands beside that", async () => {
  const lost = await signedIn("Máy có bản chép cũ");
  const document = await startDraft(lost.page);
  await syncNow(lost.page, line.url);
  const copied = await lost.copy();
  profiles.push(copied);
  await copied.kill();
  const first = await lost.reopen();
  profiles.push(first);
  await retell(first.page, document, "Rác đã dọn một nửa");
  await syncNow(first.page, line.url);
  await first.kill();

  // Its worker, too, may wake as the browser starts, and is not under the browser's switch.
  line.portal(true);
  const back = await copied.reopen({ offline: true });
  profiles.push(back);
  await retell(back.page, document, "Rác vẫn còn nguyên");
  await back.page.goto(`${line.url}/ho-so/${document}/dien/lien-lac`);
  await back.page.getByLabel(/^Email/).fill("lan@example.com");
  await saved(back.page);
  line.portal(false);
  await back.offline(false);
  await syncNow(back.page, line.url);
  await back.page.goto(`${line.url}/ho-so/${document}/hai-cau-tra-loi`);
  await expect(back.page.getByText("Rác đã dọn một nửa")).toBeVisible();
  await expect(back.page.getByText("Rác vẫn còn nguyên")).toBeVisible();
  await other.exchange();
  expect([...other.values(document, "/text")].sort()).toEqual(["Rác vẫn còn nguyên", "Rác đã dọn một nửa"]);
  expect(other.values(document, "/email")).toEqual(["lan@example.com"]);
});

test("a withdrawn phone: its work reaches the hub and stays on it, and the dossier says what happened", async () => {
  const phone = await signedIn("Máy bị mất cắp");
  const document = await startDraft(phone.page);
  await syncNow(phone.page, line.url);
  await phone.offline(true);
  await retell(phone.page, document, "Câu này ghi trên máy đã bị ngưng dùng");
  await hub.stop();
  await hub.revoke("Máy bị mất cắp");
  await hub.start();
  await phone.offline(false);
  await syncNow(phone.page, line.url);
  await phone.page.goto(`${line.url}/ho-so/${document}`);
  const trouble = phone.page.getByRole("region", { name: "Có phần chưa được nhận" });
  await expect(trouble.getByText("Một lần sửa được làm từ máy đã bị ngưng dùng.")).toBeVisible();
  await expect(trouble.getByRole("button", { name: "Cất phần chưa gửi ra tệp" })).toBeVisible();
  await expect(phone.page.getByText("Câu này ghi trên máy đã bị ngưng dùng").first()).toBeAttached();
  await other.exchange();
  expect(other.values(document, "/text")).toEqual(["Rác đổ ở đầu hẻm"]);
});

test("a dossier kept on this phone only leaves it when it is handed in, and not before", async () => {
  const phone = await signedIn("Máy riêng");
  await phone.offline(true);
  const document = await startDraft(phone.page);
  await phone.page.goto(`${line.url}/ho-so/${document}`);
  await phone.page.getByRole("checkbox", { name: "Chỉ giữ trên máy này" }).check();
  await phone.offline(false);
  await phone.page.goto(`${line.url}/cai-dat`);
  await phone.page.getByRole("button", { name: "Gửi ngay" }).click();
  await expect(phone.page.getByText("Đã gửi và nhận xong.").first()).toBeVisible();
  await other.exchange();
  expect(other.values(document, "/text")).toEqual([]);

  await phone.page.goto(`${line.url}/ho-so/${document}/dien`);
  await phone.page.getByRole("link", { name: "Làm tiếp" }).click();
  await handIn(phone.page, feedback.steps("").slice(6));
  await syncNow(phone.page, line.url);
  await phone.page.goto(`${line.url}/ho-so/${document}`);
  await expect(standing(phone.page)).toHaveText(/^Đã nộp lúc/);
  await other.exchange();
  expect(other.submissions(document)).toBe(1);
});

test("a draft begun without an account belongs to the person who signs in afterwards", async () => {
  const phone = await openProfile();
  profiles.push(phone);
  await openOnce(phone.page, line.url);
  const document = await startDraft(phone.page);
  await signIn(phone.page, line.through(hub.linkOf("lan")), "Máy mới của Lan");
  await syncNow(phone.page, line.url);
  await other.exchange();
  expect(other.values(document, "/text")).toEqual(["Rác đổ ở đầu hẻm"]);
  const bay = await enrolPhone(hub.linkOf("bay"), "Máy của Bảy");
  await bay.exchange();
  expect(bay.values(document, "/text")).toEqual([]);
});

async function signedIn(label: string): Promise<Profile> {
  const phone = await openProfile();
  profiles.push(phone);
  await openOnce(phone.page, line.url);
  await signIn(phone.page, line.through(hub.linkOf("lan")), label);
  return phone;
}

/** The first two questions, by way of the app. */
async function startDraft(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  const document = await begin(page, feedback.procedure);
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Nội dung", { exact: true }).fill("Rác đổ ở đầu hẻm");
  await saved(page);
  return document;
}

async function retell(page: Page, document: string, text: string): Promise<void> {
  await page.goto(`${line.url}/ho-so/${document}/dien/noi-dung`);
  await page.getByLabel("Nội dung", { exact: true }).fill(text);
  await saved(page);
}
