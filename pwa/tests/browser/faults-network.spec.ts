// What lines do to a phone: replies that never arrive, cafés that answer in the hub's place, a clock years off, no line.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { type Line, openLine } from "./support/line";
import { enrolPhone, type OtherPhone } from "./support/otherPhone";
import { answer, begin, handIn, openOnce, signIn, standing, syncNow } from "./support/person";

let hub: Hub;
let line: Line;
let other: OtherPhone;
let phone: Profile;

test.beforeAll(async () => {
  hub = await startHub();
  line = await openLine(hub.url);
  other = await enrolPhone(hub.linkOf("lan"), "Máy tính bảng");
});

test.afterAll(async () => {
  await line.close();
  await hub.close();
});

test.beforeEach(async () => {
  phone = await openProfile();
});

test.afterEach(async () => {
  line.portal(false);
  line.loseReplies(0);
  await phone.close();
});

test("replies lost ten times: the hub holds each change once, and the desk sees one submission", async () => {
  const { page } = phone;
  await openOnce(page, line.url);
  await signIn(page, line.through(hub.linkOf("lan")), "Điện thoại của Lan");
  line.loseReplies(10);
  const document = await startFeedback(page, "Nước máy đục từ sáng thứ hai");
  await expect(standing(page)).toHaveText("Chờ gửi");

  await page.goto(`${line.url}/cai-dat`);
  while (line.lost < 10) {
    await page.getByRole("button", { name: "Gửi ngay" }).click();
    await expect(page.getByText("Chưa nối được tới trung tâm")).toBeVisible();
  }
  await expect(page.getByText("Còn 1 hồ sơ chưa gửi hết.")).toBeVisible();
  await syncNow(page, line.url);
  await page.goto(`${line.url}/ho-so/${document}`);
  await expect(standing(page)).toHaveText(/^Đã nộp lúc \d\d:\d\d/);

  await other.exchange();
  expect(other.submissions(document)).toBe(1);
  const officer = await openProfile({ width: 1280, height: 800 });
  await signIn(officer.page, hub.linkOf("hai"), "Máy quầy Côn Đảo");
  await officer.page.goto(`${hub.url}/quay/${document}`);
  const history = officer.page.getByRole("region", { name: "Đã làm những gì" });
  await expect(history.getByText(/nộp hồ sơ/)).toHaveCount(1);
  await expect(history.getByText(/mở hồ sơ/)).toHaveCount(1);
  await officer.close();
});

test("a captive portal's 200 is no acknowledgement: the dossier waits, and is sent once the hub itself answers", async () => {
  const { page } = phone;
  await openOnce(page, line.url);
  await signIn(page, line.through(hub.linkOf("lan")), "Điện thoại ở quán");
  line.portal(true);
  const before = line.answeredByPortal;
  const document = await startFeedback(page, "Quán cà phê mở nhạc quá lớn ban đêm");
  await page.goto(`${line.url}/cai-dat`);
  await page.getByRole("button", { name: "Gửi ngay" }).click();
  await expect(page.getByText("Mạng này trả lời thay cho trung tâm.")).toBeVisible();
  expect(line.answeredByPortal).toBeGreaterThan(before);
  await page.goto(`${line.url}/ho-so/${document}`);
  await expect(standing(page)).toHaveText("Chờ gửi");

  line.portal(false);
  await syncNow(page, line.url);
  await page.goto(`${line.url}/ho-so/${document}`);
  await expect(standing(page)).toHaveText(/^Đã nộp lúc \d\d:\d\d/);
  await other.exchange();
  expect(other.submissions(document)).toBe(1);
});

for (const [year, fault] of [
  ["1970", "chậm"],
  ["2099", "nhanh"],
] as const) {
  test(`a clock in ${year}: saved, sent, taken in, and the person is told that the clock is wrong`, async () => {
    const { page } = phone;
    await page.clock.install({ time: new Date(`${year}-06-01T08:00:00Z`) });
    await openOnce(page, hub.url);
    await signIn(page, hub.linkOf("lan"), `Máy của năm ${year}`);
    const text = `Đồng hồ máy này đang ở năm ${year}`;
    const document = await startFeedback(page, text);
    await syncNow(page, hub.url);
    await expect(page.getByText(new RegExp(`Đồng hồ của máy ${fault} khoảng \\d+ năm`))).toBeVisible();
    await page.goto(`${hub.url}/ho-so/${document}`);
    await expect(standing(page)).toHaveText(/^Đã nộp lúc \d\d:\d\d/);
    await other.exchange();
    expect(other.values(document, "/text")).toEqual([text]);
  });
}

test("a clock that jumps by years while somebody fills in and sends, with two tabs open: nothing is lost, nothing is held up", async () => {
  const { page } = phone;
  const today = Date.now();
  const text = "Loa kéo hát tới khuya";
  await page.clock.install({ time: today });
  await openOnce(page, line.url);
  await signIn(page, line.through(hub.linkOf("lan")), "Máy hết pin đồng hồ");
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  const document = await begin(page, feedback.procedure);
  const steps = feedback.steps(text);
  for (const [at, step] of steps.entries()) {
    if (at === 1) await page.clock.setSystemTime("2099-06-01T08:00:00Z");
    if (at === 3) await page.clock.setSystemTime("1970-06-01T08:00:00Z");
    await answer(page, step);
  }
  line.portal(true);
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(standing(page)).toHaveText("Chờ gửi");
  await page.clock.setSystemTime("2099-06-01T08:00:00Z");
  line.portal(false);
  line.loseReplies(1);
  const tab = await phone.context.newPage();
  await syncNow(tab, line.url);
  await expect(standing(page)).toHaveText(/^Đã nộp lúc/);
  await tab.close();

  // What another tab did in 2099 is no reason to rest today.
  await page.clock.setSystemTime(today);
  await page.getByRole("link", { name: "Cài đặt" }).click();
  await other.exchange();
  await other.write(document, feedback.form, { "/email": "lan@example.com" });
  await other.exchange();
  const before = line.exchanges;
  await page.getByRole("button", { name: "Gửi ngay" }).click();
  await expect.poll(() => line.exchanges).toBeGreaterThan(before);
  expect(other.values(document, "/text")).toEqual([text]);
  expect(other.writings(document, "/text", text)).toBe(1);
  expect(other.submissions(document)).toBe(1);
});

test("the trial strip plays no network: what is handed in waits, and goes when the line is back", async () => {
  const { page } = phone;
  await openOnce(page, hub.url);
  await signIn(page, hub.linkOf("lan"), "Máy dùng thử");
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  await page.getByRole("button", { name: "Giả mất mạng" }).click();
  await expect(page.getByText("Đang ngoại tuyến – vẫn làm được")).toBeVisible();
  const document = await startFeedback(page, "Cây đổ chắn ngang hẻm sau mưa");
  await expect(standing(page)).toHaveText("Chờ gửi");
  await other.exchange();
  expect(other.submissions(document)).toBe(0);
  await page.getByRole("button", { name: "Nối mạng lại" }).click();
  await expect(standing(page)).toHaveText(/^Đã nộp lúc \d\d:\d\d/);
  await other.exchange();
  expect(other.submissions(document)).toBe(1);
});

/** From wherever the page is: the whole form, handed in. */
async function startFeedback(page: Page, text: string): Promise<string> {
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  const document = await begin(page, feedback.procedure);
  await handIn(page, feedback.steps(text));
  return document;
}
