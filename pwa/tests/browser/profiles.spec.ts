// One tablet and several people: what is whose, what is sent in whose name, the screen lock, and practice.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { type Line, openLine } from "./support/line";
import { enrolPhone } from "./support/otherPhone";
import { answer, begin, openOnce, saved, signIn, syncNow } from "./support/person";
import { fits, picture } from "./support/picture";
import {
  addPerson,
  databases,
  envelopesIn,
  goAway,
  PIN,
  setPin,
  share,
  switchTo,
  wakeWorker,
} from "./support/sharing";
import { DESKTOP, NARROW, PHONE } from "./support/stage";

const LAN = "Chị Lan";
const BAY = "Anh Bảy";
const [LANS, BAYS] = ["CANARY-LAN-7731", "CANARY-BAY-4402"];

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

test("two helpers share one tablet: neither sees nor sends the other's work", async () => {
  const [lansPhone, baysPhone] = [
    await enrol("lan", "Điện thoại của Lan"),
    await enrol("bay", "Điện thoại của Bảy"),
  ];
  await signIn(page, line.through(hub.linkOf("lan")), "Máy chung, Lan");
  line.portal(true);
  const hers = await draft(page, LANS);
  await share(page, line.url, LAN);
  await addPerson(page, line.url, BAY, hub.linkOf("bay"), () => line.portal(false));
  const his = await draft(page, BAYS);
  await syncNow(page, line.url);
  await lansPhone.exchange();
  await baysPhone.exchange();
  expect(lansPhone.values(hers, "/text"), "Lan has sent nothing yet").toEqual([]);
  expect(baysPhone.values(his, "/text")).toEqual([BAYS]);
  expect(baysPhone.values(hers, "/text")).toEqual([]);
  for (const path of [
    ...["/", "/ho-so", "/cai-dat", "/cai-dat/thong-tin-cua-toi", "/doi-nguoi", "/thu-tuc", "/vao", "/quay"],
    ...[`/ho-so/${hers}`, `/ho-so/${hers}/dien/noi-dung`, `/ho-so/${hers}/kiem-tra`],
  ]) {
    await page.goto(line.url + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.content(), path).not.toContain(LANS);
    expect(await page.title()).not.toContain(LANS);
  }
  await page.goto(`${line.url}/ho-so/${hers}`);
  await expect(page.getByRole("heading", { level: 1, name: "Không có trang này" })).toBeVisible();
  const found = await databases(page);
  const names = Object.keys(found).sort();
  expect(names).toHaveLength(2);
  for (const text of Object.values(found)) expect(text).not.toMatch(/CANARY/);
  expect(found[names[0] ?? ""], "hers").toContain(hers);
  expect(found[names[0] ?? ""]).not.toContain(his);
  expect(found[names[1] ?? ""], "his").toContain(his);
  expect(found[names[1] ?? ""]).not.toContain(hers);
  await page.goto(`${line.url}/doi-nguoi`);
  await expect(page.getByRole("button", { name: `Chuyển sang ${LAN}` })).toContainText("1 hồ sơ chưa gửi");
  await looksRight(page, "people-two");

  await switchTo(page, line.url, LAN);
  await syncNow(page, line.url);
  await lansPhone.exchange();
  await baysPhone.exchange();
  expect(lansPhone.values(hers, "/text")).toEqual([LANS]);
  expect(baysPhone.values(hers, "/text")).toEqual([]);
  expect(lansPhone.values(his, "/text")).toEqual([]);
});

test("switching in the middle of a word, from another tab, loses none of it", async () => {
  const hers = await draft(page, "Rác đổ ở đầu hẻm");
  await share(page, line.url, LAN);
  await page.goto(`${line.url}/doi-nguoi/them`);
  const typing = await profile.context.newPage();
  await typing.goto(`${line.url}/ho-so/${hers}/dien/noi-dung`);
  await typing.getByLabel("Nội dung", { exact: true }).fill(LANS);
  await page.getByLabel("Gọi người này là gì?").fill(BAY);
  await typing.getByLabel("Nội dung", { exact: true }).press("End");
  await typing.keyboard.type("-va-con-nua");
  await page.getByRole("button", { name: "Thêm người này" }).click();
  await expect(page.getByRole("heading", { name: "Đăng nhập máy này" })).toBeVisible();
  // The other tab is the next person's as well.
  await expect(typing.getByRole("heading", { level: 1, name: "Mình cần làm gì?" })).toBeVisible();
  await expect(typing.getByText("Chưa có hồ sơ nào")).toBeVisible();
  await typing.goBack();
  await expect(typing.getByText(LANS)).toHaveCount(0);
  await switchTo(page, line.url, LAN);
  await page.goto(`${line.url}/ho-so/${hers}/dien/noi-dung`);
  await expect(page.getByLabel("Nội dung", { exact: true })).toHaveValue(`${LANS}-va-con-nua`);
});

test("a withdrawn device of one does not touch the other, and what the one wrote stays theirs", async () => {
  await signIn(page, line.through(hub.linkOf("lan")), "Máy chung, Lan");
  await share(page, line.url, LAN);
  await addPerson(page, line.url, "Bảy bị ngưng", hub.linkOf("bay"));
  await draft(page, BAYS);
  await hub.stop();
  await hub.revoke("Máy chung, Bảy bị ngưng");
  await hub.start();
  await page.goto(`${line.url}/cai-dat`);
  await page.getByRole("button", { name: "Gửi ngay" }).click();
  await expect(page.getByRole("main")).toContainText(/Không có gì chờ gửi|bị ngưng dùng/);
  await switchTo(page, line.url, LAN);
  const hers = await draft(page, LANS);
  await syncNow(page, line.url);
  const lansPhone = await enrol("lan", "Điện thoại của Lan");
  await lansPhone.exchange();
  expect(lansPhone.values(hers, "/text")).toEqual([LANS]);
  await switchTo(page, line.url, "Bảy bị ngưng");
  await page.goto(`${line.url}/ho-so`);
  await expect(page.getByRole("main").getByRole("listitem").first()).toBeVisible();
});

test("a code of somebody else's opens a place for that person, and mixes nothing", async () => {
  await signIn(page, line.through(hub.linkOf("lan")), "Điện thoại của Lan");
  await draft(page, LANS);
  await page.goto(line.through(hub.linkOf("bay")));
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mã này của người khác" })).toBeVisible();
  await looksRight(page, "people-anothers-code");
  await page.getByRole("link", { name: "Mở chỗ riêng cho người này" }).click();
  await page.getByLabel("Gọi người này là gì?").fill(BAY);
  expect(page.url()).not.toContain("ma=");
  await page.getByRole("button", { name: "Thêm người này" }).click();
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("heading", { name: "Đã đăng nhập" })).toBeVisible();
  await page.goto(`${line.url}/ho-so`);
  await expect(page.getByText(LANS)).toHaveCount(0);
  await page.goto(`${line.url}/doi-nguoi`);
  await expect(page.getByRole("button", { name: "Chuyển sang Nguyễn Thị Lan" })).toBeVisible();
});

test("nobody touches it for two minutes: nothing can be seen, and the PIN leads back to the same cursor and words", async () => {
  const hers = await draft(page, LANS);
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
  const hers = await draft(page, LANS);
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

test("leaving: what the hub lacks is locked and kept; what it has is removed with its database", async () => {
  await signIn(page, line.through(hub.linkOf("lan")), "Máy chung, Lan");
  await share(page, line.url, LAN);
  await addPerson(page, line.url, BAY, hub.linkOf("bay"));
  line.portal(true);
  await draft(page, BAYS);
  await page.goto(`${line.url}/doi-nguoi`);
  await expect(page.getByText(/Còn 1 hồ sơ chỉ có trên máy này/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Xoá chỗ của tôi khỏi máy" })).toHaveCount(0);
  line.portal(false);
  await syncNow(page, line.url);
  await page.goto(`${line.url}/doi-nguoi`);
  await page.getByRole("button", { name: "Xoá chỗ của tôi khỏi máy" }).click();
  await page.getByRole("button", { name: "Xoá khỏi máy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mình cần làm gì?" })).toBeVisible();
  await expect(page.getByText("Đang làm với tên Nguyễn Thị Lan")).toBeVisible();
  await expect.poll(async () => Object.keys(await databases(page))).toEqual(["haidang"]);
});

test("practice: filled in, checked, 'handed in', and nothing is asked of the hub, nor by the worker", async () => {
  const devtools = await profile.context.newCDPSession(page);
  await signIn(page, line.through(hub.linkOf("lan")), "Máy của Lan");
  line.portal(true);
  await draft(page, LANS);
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
  await draft(page, "CANARY-PRACTICE");
  const [name = ""] = Object.keys(await databases(page)).filter((each) => each.includes("practice"));
  // Switching seals what is open; practice is not over by it.
  await page.goto(`${line.url}/doi-nguoi/them`);
  await page.getByLabel("Gọi người này là gì?").fill(BAY);
  await page.getByRole("button", { name: "Thêm người này" }).click();
  await expect(page.getByRole("heading", { name: "Đăng nhập máy này" })).toBeVisible();
  const envelopes = (await envelopesIn(page, name)).map(
    (each) => new Uint8Array(Buffer.from(each, "base64")),
  );
  expect(envelopes.length).toBeGreaterThan(0);
  const carrier = await enrol("lan", "Người đưa hộ");
  const verdicts = await carrier.carry(envelopes);
  expect(new Set(verdicts.map(([verdict, code]) => `${verdict} ${code}`))).toEqual(
    new Set(["waiting unknown-key"]),
  );
});

function enrol(person: "lan" | "bay", label: string) {
  return enrolPhone(hub.linkOf(person), label);
}

/** The first two questions of the shortest form. */
async function draft(at: Page, text: string): Promise<string> {
  await at.goto(line.url);
  const document = await begin(at, feedback.procedure);
  await at.getByRole("radio", { name: "Chuyện khác" }).check();
  await at.getByRole("button", { name: "Tiếp tục" }).click();
  await at.getByLabel("Nội dung", { exact: true }).fill(text);
  await saved(at);
  return document;
}

/** Without a fault that axe knows, in the width of a small phone with large text, and to be looked at. */
async function looksRight(at: Page, name: string): Promise<void> {
  expect(await axeViolations(at), name).toEqual([]);
  await picture(at, `${name}-360`, PHONE);
  await picture(at, `${name}-1280`, DESKTOP);
  await at.evaluate(() => document.documentElement.setAttribute("data-text", "200"));
  await fits(at, NARROW);
  await fits(at, PHONE);
  await picture(at, `${name}-360-large`, PHONE);
  expect(await axeViolations(at), `${name}, 200 %`).toEqual([]);
  await at.evaluate(() => document.documentElement.setAttribute("data-text", "100"));
}
