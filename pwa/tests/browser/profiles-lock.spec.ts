// A shared tablet while nobody is at it, and while somebody practises: the screen lock, the PIN, and a band that sends nothing.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { type Line, openLine } from "./support/line";
import { looksRight } from "./support/looking";
import { enrolPhone } from "./support/otherPhone";
import { answer, begin, openOnce, saved, signIn } from "./support/person";
import { databases, draft, envelopesIn, goAway, PIN, setPin, share, wakeWorker } from "./support/sharing";

const LAN = "Chị Lan";
const LANS = "CANARY-LAN-7731";

let hub: Hub;
let line: Line;
let profile: Profile;
let page: Page;

test.beforeAll(async () => {
  hub = await startHub();
  line = await openLine(hub.url);
});

test.beforeEach(async () => {
  profile = await openProfile();
  page = profile.page;
  await openOnce(page, line.url);
});

test.afterEach(async () => {
  line.portal(false);
  await profile.close();
});

test.afterAll(async () => {
  await line.close();
  await hub.close();
});

test("nobody touches it for two minutes: nothing can be seen, and the PIN leads back to the same cursor and words", async () => {
  const hers = await draft(page, line.url, LANS);
  await share(page, line.url, LAN);
  await setPin(page, line.url);
  await page.goto(`${line.url}/ho-so/${hers}/dien/noi-dung`);
  const field = page.getByLabel("Nội dung", { exact: true });
  await field.fill(`${LANS} va con`);
  await field.evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(3, 9));
  const other = await profile.context.newPage();
  await other.goto(`${line.url}/ho-so/${hers}`);
  await expect(other.getByText(LANS).first()).toBeVisible();
  await page.bringToFront();
  await goAway(page);
  await expect(other.getByRole("dialog")).toBeVisible();
  for (const tab of [page, other]) {
    await expect(tab.getByText(LANS).filter({ visible: true })).toHaveCount(0);
    expect(await tab.title()).not.toContain(LANS);
  }
  expect(await field.isVisible()).toBe(false);
  await expect(page.locator("#app")).toHaveAttribute("inert");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("#app").isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeVisible();
  await looksRight(page, "lock-pin");

  await page.getByLabel("Mã PIN", { exact: true }).fill("111111");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Mã PIN chưa đúng.")).toBeVisible();
  await page.keyboard.type(PIN);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(`${LANS} va con`);
  const selection = () =>
    field.evaluate((box: HTMLTextAreaElement) => [box.selectionStart, box.selectionEnd]);
  expect(await selection()).toEqual([3, 9]);
  await expect(other.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.type("X");
  await expect(field).toHaveValue(`CANX${LANS.slice(9)} va con`);
  await saved(page);
});

test("wrong PINs: a wait that a reload does not end, another person goes on, and a code of one's own is the way out", async () => {
  await signIn(page, line.through(hub.linkOf("lan")), "Máy chung, Lan");
  await share(page, line.url, LAN);
  await setPin(page, line.url);
  await page.getByRole("button", { name: "Khoá máy" }).click();
  const pin = page.getByLabel("Mã PIN", { exact: true });
  for (let tries = 1; tries <= 5; tries++) {
    await expect(pin).toBeVisible();
    await pin.fill(`00000${tries}`);
    await page.keyboard.press("Enter");
    await expect(page.getByText(tries < 5 ? "Mã PIN chưa đúng." : /Đã thử nhiều lần/)).toBeVisible();
    await expect(pin).toHaveValue("");
  }
  await page.reload();
  await expect(page.getByText(/Đã thử nhiều lần/)).toBeVisible();
  await looksRight(page, "lock-waiting");
  await pin.fill(PIN);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("button", { name: "Quên mã PIN" }).click();
  const code = page.getByLabel("Mã đăng nhập");
  await code.fill(new URL(hub.linkOf("bay")).hash.replace("#ma=", ""));
  await page.getByRole("button", { name: "Mở bằng mã này" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeVisible();
  await code.fill(new URL(hub.linkOf("lan")).hash.replace("#ma=", ""));
  await page.getByRole("button", { name: "Mở bằng mã này" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mã PIN của tôi" })).toBeVisible();
  await expect(page.getByLabel("Mã PIN đang dùng")).toHaveCount(0);
});

test("opened again, a shared device asks who is there, and shows nothing before", async () => {
  const hers = await draft(page, line.url, LANS);
  await share(page, line.url, LAN);
  await page.evaluate(() => localStorage.removeItem("haidang-awake"));
  const late = await profile.context.newPage();
  await late.goto(`${line.url}/ho-so/${hers}`);
  await expect(late.getByRole("heading", { level: 1, name: "Ai đang dùng máy này?" })).toBeVisible();
  await expect(late.getByText(LANS).filter({ visible: true })).toHaveCount(0);
  await looksRight(late, "lock-who");
  await late.getByRole("button", { name: `${LAN}, làm tiếp` }).click();
  await expect(late.getByText(LANS).first()).toBeVisible();
});

test("practice: filled in, checked, 'handed in', and nothing is asked of the hub, nor by the worker", async () => {
  const devtools = await profile.context.newCDPSession(page);
  await signIn(page, line.through(hub.linkOf("lan")), "Máy của Lan");
  line.portal(true);
  await draft(page, line.url, LANS);
  await page.goto(`${line.url}/tap-luyen`);
  await page.getByRole("button", { name: "Bắt đầu tập" }).click();
  const mark = page.getByText("TẬP LUYỆN – không gửi đi đâu cả");
  await expect(mark).toBeVisible();
  line.portal(false);
  const before = line.asked.length;
  await begin(page, feedback.procedure);
  for (const step of feedback.steps("Chuyện tập")) await answer(page, step);
  await expect(page.getByRole("heading", { name: "Xem lại trước khi nộp" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(mark).toBeVisible();
  await page.emulateMedia({ media: null });
  await looksRight(page, "practice-check");
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tập tới đây là xong" })).toBeVisible();
  await looksRight(page, "practice-done");
  await page.goto(line.through(hub.linkOf("bay")));
  await expect(page.getByText("Đang tập luyện thì không đăng nhập được")).toBeVisible();
  await profile.offline(true);
  await profile.offline(false);
  await wakeWorker(devtools, page);
  await page.goto(`${line.url}/cai-dat`);
  await expect(page.getByRole("button", { name: "Gửi ngay" })).toHaveCount(0);
  await page.goto(`${line.url}/ho-so`);
  await expect(mark).toBeVisible();
  await expect(page.getByText(LANS)).toHaveCount(0);
  expect(line.asked.slice(before)).toEqual([]);

  await page.goto(`${line.url}/tap-luyen`);
  await page.getByRole("button", { name: "Thôi tập luyện" }).click();
  await page.getByRole("button", { name: "Xoá và thôi tập" }).click();
  await expect(page.getByText("Đang làm với tên Nguyễn Thị Lan")).toBeVisible();
  await expect(mark).toHaveCount(0);
  await expect.poll(async () => Object.keys(await databases(page))).toEqual(["haidang"]);
  // The worker does send for whoever is there: the silence above was practice's.
  await expect.poll(() => line.exchanges).toBeGreaterThan(0);
});

test("a change written in practice and carried to the hub by hand is not taken in: nobody knows its key", async () => {
  await page.goto(`${line.url}/tap-luyen`);
  await page.getByRole("button", { name: "Bắt đầu tập" }).click();
  await expect(page.getByText("TẬP LUYỆN – không gửi đi đâu cả")).toBeVisible();
  await draft(page, line.url, "CANARY-PRACTICE");
  const [name = ""] = Object.keys(await databases(page)).filter((each) => each.includes("practice"));
  // Switching seals what is open; practice is not over by it.
  await page.goto(`${line.url}/doi-nguoi/them`);
  await page.getByLabel("Gọi người này là gì?").fill("Anh Bảy");
  await page.getByRole("button", { name: "Thêm người này" }).click();
  await expect(page.getByRole("heading", { name: "Đăng nhập máy này" })).toBeVisible();
  const envelopes = (await envelopesIn(page, name)).map(
    (each) => new Uint8Array(Buffer.from(each, "base64")),
  );
  expect(envelopes.length).toBeGreaterThan(0);
  const carrier = await enrolPhone(hub.linkOf("lan"), "Người đưa hộ");
  const verdicts = await carrier.carry(envelopes);
  expect(new Set(verdicts.map(([verdict, code]) => `${verdict} ${code}`))).toEqual(
    new Set(["waiting unknown-key"]),
  );
});
