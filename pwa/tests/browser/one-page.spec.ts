// The whole form on one page: written, mended and handed in by an officer at a desk, who needs no mouse for it.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { procedure, steps } from "./support/construction";
import { type Hub, startHub } from "./support/hub";
import { type Keyboard, keyboardOf } from "./support/keyboard";
import { soundOutline } from "./support/outline";
import { begin, nothing, openOnce, type Step, saved, signIn, standing } from "./support/person";

let hub: Hub;
const profiles: Profile[] = [];

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

/** Measured: as many. Where every question is drawn anew and the form judged at each letter, eight times as many. */
const CALLS_TIMES_MAX = 2;

async function sitDown(width: number): Promise<Page> {
  const profile = await openProfile({ width, height: 800 });
  profiles.push(profile);
  await openOnce(profile.page, hub.url);
  return profile.page;
}

const drawings = "Hồ sơ thiết kế có những bản vẽ nào?";
const about = (page: Page, question: string) =>
  page.locator(".step").filter({ has: page.getByRole("heading", { level: 3, name: question, exact: true }) });

async function answerHere(page: Page, { question, answer }: Step): Promise<void> {
  await expect(about(page, question)).toBeVisible();
  if (question === drawings) await draws(page);
  else await answer(about(page, question));
}

async function draws(page: Page): Promise<void> {
  const step = about(page, drawings);
  await step.getByRole("button", { name: "Thêm bản vẽ" }).click();
  // Whoever adds a row writes on in it.
  await expect(step.getByLabel("Tên bản vẽ", { exact: true })).toBeFocused();
  await page.keyboard.type("Mặt bằng tầng trệt");
  await expect(step.getByRole("heading", { level: 4, name: "Mặt bằng tầng trệt" })).toBeVisible();
}

test("an officer fills in a whole dossier on one page, mends it and hands it in", async () => {
  test.setTimeout(180_000);
  const page = await sitDown(1280);
  await signIn(page, hub.linkOf("hai"), "Máy quầy Côn Đảo");
  await page.goto(hub.url);
  const document = await begin(page, procedure);
  await page.goto(`${hub.url}/ho-so/${document}`);
  await page.getByRole("link", { name: "Tất cả trên một trang" }).click();
  await expect(page).toHaveURL(`${hub.url}/ho-so/${document}/mot-trang`);
  const phone = steps[3]?.question ?? "";
  for (const step of steps)
    await answerHere(page, step.question === phone ? { ...step, answer: nothing } : step);
  await expect(page.locator("nav .sections li").first()).toContainText("Còn 1 câu");

  await page.getByRole("button", { name: "Xem lại và nộp" }).click();
  await expect(page.locator(".faults:focus")).toContainText("Có 1 chỗ cần sửa");
  await expect(page).toHaveTitle(/^Lỗi: /);
  expect(await axeViolations(page)).toEqual([]);
  await soundOutline(page, "vi");
  await page.locator(".faults a").click();
  await page.keyboard.type("0901234567");
  await saved(page);
  await expect(page.locator(".faults")).toHaveCount(0);

  await page.reload();
  await expect(about(page, drawings).getByLabel("Tên bản vẽ", { exact: true })).toHaveValue(
    "Mặt bằng tầng trệt",
  );
  await page.getByRole("button", { name: "Xem lại và nộp" }).click();
  await page.getByRole("checkbox", { name: /Mình cam kết/ }).check();
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(standing(page)).toHaveText(/^(Đang gửi|Đã (gửi|nộp) lúc)/);
});

test("without a mouse: sections are jumped to, rows come and go, and Enter in a box hands nothing in", async () => {
  const page = await sitDown(1280);
  const k = await startsOnOnePage(page);
  await k.walk();
  await k.press("link", "Công trình");
  await expect(page.locator("h2:focus")).toHaveText("Công trình");
  await k.key("Tab");
  expect(await k.now()).toMatchObject({ role: "textbox", name: "Tên công trình" });
  await page.keyboard.type("Nhà kho");
  await k.key("Enter");
  await expect(page).toHaveURL(/mot-trang/);
  await expect(page.locator(".faults")).toHaveCount(0);

  await k.press("radio", "Có giấy phép xây dựng");
  await k.key("ArrowDown");
  await expect(about(page, "Khu vực được miễn là khu nào?")).toBeVisible();
});

test("a letter typed costs about what it costs on the page of its question alone", async () => {
  const page = await sitDown(1280);
  const document = await begin(page, procedure);
  const field = page.getByLabel("Tên công trình");
  await page.goto(`${hub.url}/ho-so/${document}/dien/cong-trinh`);
  const alone = await callsOfTyping(page, field);
  await page.goto(`${hub.url}/ho-so/${document}/mot-trang`);
  expect(await callsOfTyping(page, field)).toBeLessThan(CALLS_TIMES_MAX * alone);
});

test("a row is removed, the focus stays beside it, and it can be taken back", async () => {
  const page = await sitDown(1280);
  const k = await startsOnOnePage(page);
  await page.getByRole("radio", { name: "Được miễn giấy phép" }).check();
  await page.getByRole("radio", { name: "Không phải" }).check();
  await draws(page);
  await k.press("button", "Bỏ Mặt bằng tầng trệt");
  await expect(page.getByRole("button", { name: "Thêm bản vẽ" })).toBeFocused();
  await k.press("button", "Lấy lại");
  await expect(about(page, drawings).getByLabel("Tên bản vẽ", { exact: true })).toHaveValue(
    "Mặt bằng tầng trệt",
  );
});

test("on a phone the overview does not offer it, on a wider screen it does", async () => {
  const page = await sitDown(360);
  const document = await begin(page, procedure);
  await page.goto(`${hub.url}/ho-so/${document}/dien`);
  const offer = page.getByRole("link", { name: "Tất cả trên một trang" });
  await expect(page.getByRole("link", { name: "Bắt đầu", exact: true })).toBeVisible();
  await expect(offer).toBeHidden();
  await page.setViewportSize({ width: 640, height: 800 });
  await offer.click();
  await expect(page).toHaveURL(/mot-trang$/);
  await page.getByRole("link", { name: "Các phần của hồ sơ" }).click();
  await expect(page).toHaveURL(/dien$/);
});

/** Calls of functions until what was typed is drawn; what comes later, as writing it down, is not in it. */
async function callsOfTyping(page: Page, field: Locator): Promise<number> {
  await field.focus();
  await page.keyboard.type("Nhà");
  await saved(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Profiler.enable");
  await devtools.send("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  await page.keyboard.type(" kho");
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  const { result } = await devtools.send("Profiler.takePreciseCoverage");
  await devtools.detach();
  const ofApp = result.filter(({ url }) => url.startsWith(hub.url));
  return ofApp
    .flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0))
    .reduce((sum, each) => sum + each, 0);
}

async function startsOnOnePage(page: Page): Promise<Keyboard> {
  const document = await begin(page, procedure);
  await page.goto(`${hub.url}/ho-so/${document}/mot-trang`);
  await expect(about(page, "Chủ nhà tên gì?")).toBeVisible();
  return keyboardOf(page);
}
