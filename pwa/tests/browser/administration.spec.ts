// An administrator gives somebody a mandate and a code, and takes both back; a desk and a second phone help who lost one.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { answer, begin, handIn, openOnce, saved, signIn, standing, syncNow } from "./support/person";
import { soundAt } from "./support/sound";

test.describe.configure({ mode: "serial" });

let hub: Hub;
const profiles: Profile[] = [];
let boss: Page;
let hoa: Profile;

test.beforeAll(async () => {
  hub = await startHub();
  boss = (await opened()).page;
  hoa = await opened();
  await signIn(boss, hub.linkOf("ha"), "Máy quản trị");
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

test("an administrator adds a person, gives them the desk, and a code that is shown once", async () => {
  await boss.goto(`${hub.url}/cai-dat`);
  await boss.getByRole("link", { name: "Trang quản trị" }).click();
  await expect(boss.getByRole("link", { name: "Lê Minh Hải" })).toBeVisible();
  await soundAt(boss, "administration");
  await boss.getByRole("link", { name: "Thêm người" }).click();
  await boss.getByRole("button", { name: "Thêm người" }).click();
  await expect(boss.getByRole("heading", { name: "Có 3 chỗ cần sửa" })).toBeVisible();
  await soundAt(boss, "administration-new-faults");
  await boss.getByLabel("Họ và tên").fill("Trần Thị Hoa");
  await boss.getByLabel("Mã cán bộ").fill("CD-7");
  await boss.getByLabel("Nơi làm việc").selectOption("Đặc khu Côn Đảo");
  await boss.getByRole("button", { name: "Thêm người" }).click();
  await expect(boss.getByRole("heading", { level: 1, name: "Trần Thị Hoa" })).toBeVisible();
  await boss.getByRole("button", { name: "Thêm phân công" }).click();
  await boss.getByRole("button", { name: "Phân công", exact: true }).click();
  await expect(boss.getByRole("heading", { name: "Có 1 chỗ cần sửa" })).toBeVisible();
  await soundAt(boss, "administration-mandate-faults");
  await boss.getByRole("radio", { name: "Tiếp nhận ở quầy" }).check();
  await boss.getByRole("button", { name: "Phân công", exact: true }).click();
  await expect(boss.getByText("Đang có", { exact: true })).toBeVisible();
  const code = await freshCode(boss);
  await soundAt(boss, "administration-code");
  await boss.getByRole("button", { name: "Đã giao mã" }).click();
  await expect(boss.getByText(code)).toHaveCount(0);

  await signIn(hoa.page, `${hub.url}/vao#ma=${code}`, "Máy của Hoa");
  await hoa.page.goto(`${hub.url}/quay`);
  await expect(hoa.page.getByRole("heading", { name: "Hồ sơ gửi tới" })).toBeVisible();
  await expect(hoa.page.getByText("Chưa có hồ sơ nào gửi tới.")).toBeVisible();
});

test("who is withdrawn in the middle of their work loses the desk and nothing that they wrote", async () => {
  const { page } = hoa;
  await page.goto(hub.url);
  await begin(page, feedback.procedure);
  const [kind, story] = feedback.steps("Đèn đường trước cổng trường tắt");
  if (kind === undefined || story === undefined) throw new Error("the form asks less than it did");
  await answer(page, kind);
  await story.answer(page);
  await saved(page);
  await hoa.offline(true);
  await boss.reload();
  await expect(boss.getByText("Máy của Hoa").first()).toBeVisible();
  await soundAt(boss, "administration-person");
  await boss.getByRole("button", { name: "Thu hồi Tiếp nhận ở quầy, Đặc khu Côn Đảo" }).click();
  await expect(boss.getByRole("dialog")).toBeVisible();
  await boss.getByRole("dialog").getByRole("button", { name: "Thu hồi" }).click();
  await expect(boss.getByText("Đã thu hồi", { exact: true })).toBeVisible();
  await boss.getByRole("button", { name: "Lấy lại" }).click();
  await expect(boss.getByText("Đang có", { exact: true })).toBeVisible();
  await boss.getByRole("button", { name: "Thu hồi Tiếp nhận ở quầy, Đặc khu Côn Đảo" }).click();
  await boss.getByRole("dialog").getByRole("button", { name: "Thu hồi" }).click();
  await expect(boss.getByText("Đã thu hồi", { exact: true })).toHaveCount(2);
  await boss.getByRole("button", { name: "Mất máy Máy của Hoa" }).click();
  await boss.getByRole("dialog").getByRole("button", { name: "Ngưng dùng máy này" }).click();
  await expect(boss.getByText(/Đã ngưng dùng lúc/)).toBeVisible();

  await hoa.offline(false);
  await page.goto(`${hub.url}/cai-dat`);
  await page.getByRole("button", { name: /^(Gửi ngay|Đang gửi và nhận…)$/ }).click();
  await expect(page.getByText(/^Máy này đã bị ngưng dùng nên không nhận tin mới\./)).toBeVisible();
  await soundAt(page, "device-gone");
  await page.goto(`${hub.url}/ho-so`);
  await expect(page.getByText(/Đèn đường trước cổng trường tắt/)).toBeVisible();
  await page.goto(`${hub.url}/quay`);
  await expect(page.getByRole("alert").getByText(/^Không thấy hồ sơ này/)).toBeVisible();
});

test("a lost phone is withdrawn from another one, and what it had handed in stays", async () => {
  const lost = await opened();
  await signIn(lost.page, hub.linkOf("lan"), "Điện thoại cũ");
  await lost.page.goto(hub.url);
  await begin(lost.page, feedback.procedure);
  await handIn(lost.page, feedback.steps("Nắp cống trước chợ bị vỡ"));
  await syncNow(lost.page, hub.url);
  await lost.offline(true);

  const { page } = await opened();
  await signIn(page, hub.linkOf("lan"), "Điện thoại mới");
  await page.goto(`${hub.url}/cai-dat`);
  await page.getByRole("button", { name: "Xem các máy của tôi" }).click();
  await expect(page.getByText("máy đang cầm")).toBeVisible();
  await soundAt(page, "own-devices");
  await page.getByRole("button", { name: "Mất máy Điện thoại cũ" }).click();
  await soundAt(page, "own-devices-lost");
  await page.getByRole("dialog").getByRole("button", { name: "Ngưng dùng máy này" }).click();
  await expect(page.getByText(/Đã ngưng dùng lúc/)).toBeVisible();
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so`);
  await page.getByRole("link", { name: /Nắp cống trước chợ bị vỡ/ }).click();
  await expect(standing(page)).toContainText("Đã nộp");

  await lost.offline(false);
  await lost.page.goto(`${hub.url}/cai-dat`);
  await lost.page.getByRole("button", { name: /^(Gửi ngay|Đang gửi và nhận…)$/ }).click();
  await expect(lost.page.getByText(/^Máy này đã bị ngưng dùng nên không nhận tin mới\./)).toBeVisible();
  await lost.page.goto(`${hub.url}/ho-so`);
  await expect(lost.page.getByText(/Nắp cống trước chợ bị vỡ/)).toBeVisible();
});

test("a desk gives a code to a citizen, new or with a dossier here, once it has said what it saw", async () => {
  const { page } = await opened();
  await signIn(page, hub.linkOf("hai"), "Máy quầy");
  await page.goto(`${hub.url}/quay`);
  await page.getByRole("link", { name: "Mã cho người dân mới" }).click();
  await page.getByRole("button", { name: "Tạo mã" }).click();
  await expect(page.getByRole("heading", { name: "Có 2 chỗ cần sửa" })).toBeVisible();
  await soundAt(page, "desk-citizen-faults");
  await page.getByLabel("Họ và tên trên giấy tờ").fill("Võ Thị Ba");
  await page.getByRole("radio", { name: "Thẻ căn cước" }).check();
  await page.getByRole("button", { name: "Tạo mã" }).click();
  const code = await page.locator(".fresh-code").innerText();
  await soundAt(page, "desk-citizen-code");
  const ba = await opened();
  await signIn(ba.page, `${hub.url}/vao#ma=${code}`, "Máy của bà Ba");
  await ba.page.goto(`${hub.url}/cai-dat`);
  await expect(ba.page.getByText(/Võ Thị Ba/)).toBeVisible();

  await page.goto(`${hub.url}/quay`);
  await page.getByRole("link", { name: /Nguyễn Thị Lan/ }).click();
  await page.getByRole("button", { name: "Đã nhận" }).click();
  await page.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await page.getByText("Máy của người nộp").click();
  await page.getByRole("radio", { name: "Hộ chiếu" }).check();
  await page.getByRole("button", { name: "Người dân báo mất máy" }).click();
  await expect(page.getByText("Điện thoại mới").first()).toBeVisible();
  await page.getByRole("button", { name: "Mã đăng nhập cho người dân" }).click();
  await expect(page.locator(".fresh-code")).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await soundAt(page, "desk-owner");
});

test("who is no administrator finds no such page", async () => {
  const { page } = await opened();
  await signIn(page, hub.linkOf("bay"), "Máy của Bảy");
  await page.goto(`${hub.url}/quan-tri`);
  await expect(page.getByText("Trang này dành cho người được phân công quản trị.")).toBeVisible();
  await soundAt(page, "administration-nobody");
});

async function opened(): Promise<Profile> {
  const profile = await openProfile();
  profiles.push(profile);
  await openOnce(profile.page, hub.url);
  return profile;
}

async function freshCode(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Tạo mã đăng nhập" }).click();
  const code = page.locator(".fresh-code");
  await expect(code).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  return code.innerText();
}
