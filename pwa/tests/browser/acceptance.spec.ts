// The main job, as anyone can watch it: a notice filled in with no network reaches the hub, signed and merged.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import { procedure, steps } from "./support/construction";
import { type Hub, startHub } from "./support/hub";
import { answer, begin, openOnce, signIn, syncNow } from "./support/person";

const onCard = (page: Page, text: string | RegExp) => expect(page.locator("main").getByText(text).first());

test("a form filled in with no network reaches the hub, and two answers meet", async () => {
  test.setTimeout(300_000);
  const hub = await startHub();
  const profiles: Profile[] = [];
  try {
    const document =
      await test.step("open once, fill in offline, kill the browser, reopen offline, submit", () =>
        fillInOffline(hub, profiles));
    await test.step("go online: sent; the officer opens it", () => officerOpens(hub, profiles, document));
    await test.step("a second profile pulls it; both edit offline; both see both", () =>
      twoAnswers(hub, profiles, document));
    await test.step("one resolves, the other converges; the desk takes it in", () =>
      resolveAndReceive(hub, profiles, document));
  } finally {
    for (const profile of profiles) await profile.close();
    await hub.close();
  }
});

async function fillInOffline(hub: Hub, profiles: Profile[]): Promise<string> {
  let mother = await openProfile();
  profiles.push(mother);
  await openOnce(mother.page, hub.url);
  await mother.offline(true);
  await hub.stop();
  const document = await begin(mother.page, procedure);
  for (const step of steps) await answer(mother.page, step);
  await expect(mother.page.getByRole("heading", { name: "Xem lại trước khi nộp" })).toBeVisible();

  mother = await mother.reopen({ offline: true });
  profiles[0] = mother;
  await mother.page.goto(`${hub.url}/ho-so`);
  await onCard(mother.page, "Bản nháp – đã lưu trên máy").toBeVisible();
  await mother.page.getByRole("link", { name: /Nhà ở gia đình bà Lan/ }).click();
  await mother.page.getByRole("link", { name: "Xem lại và nộp" }).click();
  await mother.page.getByRole("checkbox", { name: /Mình cam kết/ }).check();
  await mother.page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await onCard(mother.page, "Chờ gửi").toBeVisible();
  return document;
}

async function officerOpens(hub: Hub, profiles: Profile[], document: string): Promise<void> {
  const [mother] = profiles;
  if (mother === undefined) throw new Error("nobody has filled in anything");
  await hub.start();
  await mother.offline(false);
  await signIn(mother.page, hub.linkOf("lan"), "Điện thoại của Lan");
  await mother.page.goto(`${hub.url}/ho-so/${document}`);
  await onCard(mother.page, /^Đã (gửi|nộp) lúc \d\d:\d\d/).toBeVisible();
  await onCard(mother.page, /^Đã nộp lúc \d\d:\d\d/).toBeVisible();

  const officer = await openProfile({ width: 1280, height: 800 });
  profiles.push(officer);
  await signIn(officer.page, hub.linkOf("hai"), "Máy quầy Côn Đảo");
  await officer.page.goto(`${hub.url}/quay`);
  await officer.page
    .getByRole("link", { name: /[34679ACDEFHJKMNPRTWXY]{4} [34679ACDEFHJKMNPRTWXY]{4}/ })
    .click();
  await onCard(officer.page, "Nhà ở gia đình bà Lan").toBeVisible();
  await onCard(officer.page, "Lô 7, đường Võ Thị Sáu").toBeVisible();
}

async function twoAnswers(hub: Hub, profiles: Profile[], document: string): Promise<void> {
  const [mother] = profiles;
  if (mother === undefined) throw new Error("nobody has filled in anything");
  const daughter = await openProfile();
  profiles.push(daughter);
  await openOnce(daughter.page, hub.url);
  await signIn(daughter.page, hub.linkOf("lan"), "Điện thoại của con gái");
  await daughter.page.goto(`${hub.url}/ho-so`);
  await onCard(daughter.page, "Nhà ở gia đình bà Lan").toBeVisible();

  await mother.offline(true);
  await daughter.offline(true);
  await editOffline(mother.page, hub, document, "0901111111", "Bản vẽ móng");
  await editOffline(daughter.page, hub, document, "0902222222", "Bản vẽ mái");
  await mother.offline(false);
  await syncNow(mother.page, hub.url);
  await daughter.offline(false);
  await syncNow(daughter.page, hub.url);
  await syncNow(mother.page, hub.url);
  for (const { page } of [mother, daughter]) {
    await page.goto(`${hub.url}/ho-so/${document}`);
    await onCard(page, "Có hai câu trả lời").toBeVisible();
    await onCard(page, /Bản vẽ móng/).toBeVisible();
    await onCard(page, /Bản vẽ mái/).toBeVisible();
    await page.getByRole("link", { name: "Chọn câu đúng" }).first().click();
    await onCard(page, "0901111111").toBeVisible();
    await onCard(page, "0902222222").toBeVisible();
  }
}

async function editOffline(
  page: Page,
  hub: Hub,
  document: string,
  phone: string,
  drawing: string,
): Promise<void> {
  await page.goto(`${hub.url}/ho-so/${document}/dien/dien-thoai`);
  await page.getByLabel("Số điện thoại", { exact: true }).fill(phone);
  await expect(page.getByText("Đã lưu trên máy", { exact: true })).toBeVisible();
  await page.goto(`${hub.url}/ho-so/${document}/dien/thiet-ke`);
  await page.getByRole("button", { name: "Thêm bản vẽ" }).click();
  await page.getByLabel("Tên bản vẽ", { exact: true }).fill(drawing);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("heading", { level: 2, name: drawing })).toBeVisible();
}

async function resolveAndReceive(hub: Hub, profiles: Profile[], document: string): Promise<void> {
  const [mother, officer, daughter] = profiles;
  if (mother === undefined || officer === undefined || daughter === undefined)
    throw new Error("somebody is missing");
  await daughter.page
    .getByRole("button", { name: /^Dùng câu/ })
    .first()
    .click();
  await onCard(daughter.page, "Không còn câu nào cần chọn.").toBeVisible();
  await syncNow(daughter.page, hub.url);
  await syncNow(mother.page, hub.url);
  await mother.page.goto(`${hub.url}/ho-so/${document}`);
  await onCard(mother.page, /^Đã nộp lúc/).toBeVisible();
  const chosen = await phoneOn(daughter.page, `${hub.url}/ho-so/${document}`);
  expect(["0901111111", "0902222222"]).toContain(chosen);
  expect(await phoneOn(mother.page, `${hub.url}/ho-so/${document}`)).toBe(chosen);

  await officer.page.reload();
  await officer.page.getByRole("button", { name: "Đã nhận" }).click();
  await officer.page.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await onCard(officer.page, /Quầy Đặc khu Côn Đảo đã nhận lúc/).toBeVisible();
  await syncNow(mother.page, hub.url);
  await mother.page.goto(`${hub.url}/ho-so/${document}`);
  await onCard(mother.page, /^Quầy Đặc khu Côn Đảo đã nhận lúc \d\d:\d\d/).toBeVisible();
}

/** The phone number that the dossier shows. */
async function phoneOn(page: Page, url: string): Promise<string> {
  await page.goto(url);
  const answers = page.getByText(/^090\d{7}$/);
  await expect(answers).toHaveCount(1);
  return (await answers.textContent()) ?? "";
}
