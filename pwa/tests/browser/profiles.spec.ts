// One tablet and several people: what is whose, what is sent in whose name, and what stays when somebody leaves.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import { type Hub, startHub } from "./support/hub";
import { type Line, openLine } from "./support/line";
import { looksRight } from "./support/looking";
import { enrolPhone } from "./support/otherPhone";
import { openOnce, signIn, syncNow } from "./support/person";
import { addPerson, databases, draft, share, switchTo } from "./support/sharing";

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
  const hers = await draft(page, line.url, LANS);
  await share(page, line.url, LAN);
  await addPerson(page, line.url, BAY, hub.linkOf("bay"), () => line.portal(false));
  const his = await draft(page, line.url, BAYS);
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
  const hers = await draft(page, line.url, "Rác đổ ở đầu hẻm");
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
  await draft(page, line.url, BAYS);
  await hub.stop();
  await hub.revoke("Máy chung, Bảy bị ngưng");
  await hub.start();
  await page.goto(`${line.url}/cai-dat`);
  await page.getByRole("button", { name: "Gửi ngay" }).click();
  await expect(page.getByRole("main")).toContainText(/Không có gì chờ gửi|bị ngưng dùng/);
  await switchTo(page, line.url, LAN);
  const hers = await draft(page, line.url, LANS);
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
  await draft(page, line.url, LANS);
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

test("leaving: what the hub lacks is locked and kept; what it has is removed with its database", async () => {
  await signIn(page, line.through(hub.linkOf("lan")), "Máy chung, Lan");
  await share(page, line.url, LAN);
  await addPerson(page, line.url, BAY, hub.linkOf("bay"));
  line.portal(true);
  await draft(page, line.url, BAYS);
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

function enrol(person: "lan" | "bay", label: string) {
  return enrolPhone(hub.linkOf(person), label);
}
