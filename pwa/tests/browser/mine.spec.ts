// "Thông tin của tôi": kept offline, offered where a form asks for it, taken back, and in no request before it was written in.
import { gunzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { keyboardOf } from "./support/keyboard";
import { says } from "./support/keyboardForm";
import { begin, both, day, handIn, openOnce, pick, saved, signIn, syncNow, type } from "./support/person";

const NAME = "Lê Thị Hoàng Yến";
const NUMBER = "079185004321";
const PHONE = "0909123456";
const SCREEN = "/cai-dat/thong-tin-cua-toi";
const OFFER = "Điền giúp từ thông tin của tôi";

let hub: Hub;
const profiles: Profile[] = [];

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

test("kept with no network, filled into a birth registration, taken back, and sent only with the dossier", async () => {
  const profile = await sitDown();
  const { page } = profile;
  const sent = spyOn(page);
  await profile.offline(true);
  await tellAboutMyself(page);
  await page.goto(hub.url + SCREEN);
  await expect(page.getByLabel("Họ và tên")).toHaveValue(NAME);
  await expect(page.getByLabel("Số trên giấy tờ")).toHaveValue(NUMBER);

  await page.goto(hub.url);
  const document = await begin(page, /Làm giấy khai sinh cho bé/);
  await expect(page.getByText(OFFER)).toHaveCount(0);
  await pick("Mẹ")(page);
  await goOn(page, "Mình tên gì?");
  await profile.offline(false);
  await signIn(page, hub.linkOf("lan"), "Điện thoại của Yến");
  await syncNow(page, hub.url);
  expect(sent(NAME, NUMBER, PHONE), "before anything was filled in").toEqual([]);

  await page.goto(`${hub.url}/ho-so/${document}/dien/ten-nguoi-khai`);
  const name = page.getByLabel("Họ, chữ đệm, tên người yêu cầu");
  await fillIn(page, [NAME]);
  await expect(name).toHaveValue(NAME);
  await expect(page.getByText("Đã điền 1 câu từ thông tin của tôi.", { exact: false }).first()).toBeVisible();
  await page.getByRole("button", { name: "Lấy lại như cũ" }).click();
  await expect(name).toHaveValue("");
  await fillIn(page, [NAME]);
  await goOn(page, "Mình dùng giấy tờ nào?");
  await fillIn(page, ["Căn cước, CCCD (12 số)", NUMBER]);
  await expect(page.getByLabel("Số trên giấy tờ")).toHaveValue(NUMBER);
  await goOn(page, "Gọi hoặc viết cho mình ở đâu?");
  await fillIn(page, [PHONE]);
  await expect(page.getByLabel(/^Số điện thoại/)).toHaveValue(PHONE);
  await saved(page);
  await syncNow(page, hub.url);
  expect(sent(NAME, NUMBER, PHONE), "once it is in the dossier").toEqual([NAME, NUMBER, PHONE]);
});

test("it never goes over an answer, and keeps its place while one types", async () => {
  const { page } = await sitDown();
  await tellAboutMyself(page);
  await page.goto(hub.url);
  await begin(page, /Làm giấy khai sinh cho bé/);
  await pick("Cha")(page);
  await goOn(page, "Mình tên gì?");
  const name = page.getByLabel("Họ, chữ đệm, tên người yêu cầu");
  await expect(page.getByText(OFFER)).toBeVisible();
  const before = await name.boundingBox();
  await name.pressSequentially("Trần Văn Hai");
  await expect(page.getByText("Không còn câu nào để điền giúp.")).toBeVisible();
  expect((await name.boundingBox())?.y).toBe(before?.y);
  // The dossier is somebody else's now.
  await goOn(page, "Mình dùng giấy tờ nào?");
  await expect(page.getByText(OFFER)).toHaveCount(0);
});

test("what was handed in may be remembered, and all of it deleted", async () => {
  const { page } = await sitDown();
  await begin(page, feedback.procedure);
  await handIn(page, feedback.steps("Cống trước nhà bị nghẹt"));
  await expect(page.getByRole("heading", { name: "Nhớ những điều này cho lần sau?" })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Nhớ giúp tôi" }).click();
  await page.getByRole("link", { name: "Xem thông tin của tôi" }).click();
  await expect(page.getByLabel("Họ và tên")).toHaveValue("Nguyễn Thị Lan");
  await expect(page.getByLabel("Số điện thoại")).toHaveValue("0901234567");

  await page.getByRole("button", { name: "Xoá hết thông tin của tôi" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Xoá hết" }).click();
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
  await page.reload();
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
});

test("nothing is remembered unless the button is pressed", async () => {
  const { page } = await sitDown();
  await begin(page, feedback.procedure);
  await handIn(page, feedback.steps("Cống trước nhà bị nghẹt"));
  await page.getByRole("button", { name: "Không cần" }).click();
  await expect(page.getByRole("heading", { name: "Nhớ những điều này cho lần sau?" })).toHaveCount(0);
  await page.goto(hub.url + SCREEN);
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
});

test("what no form would take is said once one is done, and offered nowhere", async () => {
  const { page } = await sitDown();
  await page.goto(hub.url + SCREEN);
  await page.getByLabel("Số điện thoại").fill("090123");
  await page.getByRole("button", { name: "Xong" }).click();
  await expect(page.getByRole("heading", { name: "Có 1 chỗ cần sửa" })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByLabel("Số điện thoại").fill(PHONE);
  await page.getByRole("button", { name: "Xong" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cài đặt" })).toBeVisible();
});

test("at a desk nothing is kept or offered, and what was kept before can be deleted", async () => {
  const { page } = await sitDown();
  await tellAboutMyself(page);
  await signIn(page, hub.linkOf("hai"), "Máy quầy Côn Đảo");
  await page.goto(hub.url);
  await expect(page.getByRole("link", { name: "Vào bàn của quầy" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Thông tin của tôi" })).toHaveCount(0);
  await begin(page, feedback.procedure);
  await page.goto(`${page.url().replace(/\/dien.*$/, "")}/dien/ten`);
  await expect(page.getByRole("heading", { name: "Bà con tên gì?" })).toBeVisible();
  await expect(page.getByText(OFFER)).toHaveCount(0);
  await page.goto(hub.url + SCREEN);
  await expect(page.getByLabel("Họ và tên")).toHaveCount(0);
  await page.getByRole("button", { name: "Xoá hết thông tin của tôi" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Xoá hết" }).click();
  await expect(page.getByRole("button", { name: "Xoá hết thông tin của tôi" })).toHaveCount(0);
});

test("without a mouse: written, offered, filled in, taken back, deleted", async () => {
  const { page } = await sitDown();
  const k = await keyboardOf(page);
  await k.press("link", "Thông tin của tôi");
  await k.arrives("Thông tin của tôi");
  await k.write("textbox", "Họ và tên", NAME);
  await saved(page);
  await k.walk();
  await k.press("button", "Xong");
  await k.arrives("Cài đặt");
  await k.backTo("link", "Về trang đầu");
  await k.key("Enter");
  await k.press("link", /^Làm hồ sơ mới/);
  await k.arrives("Làm hồ sơ mới");
  await k.write("searchbox", "Tìm việc cần làm", "phan anh");
  await k.press("button", /^Bắt đầu/);
  await k.arrives("Phản ánh, kiến nghị 1022");
  await k.press("link", "Bắt đầu");
  await k.arrives("Bà con phản ánh chuyện gì?");
  await page.goto(`${page.url().replace(/\/dien.*$/, "")}/dien/ten`);
  await expect(page.getByText(OFFER)).toBeVisible();
  await k.press("DisclosureTriangle", OFFER);
  await k.walk();
  await k.press("button", "Điền vào");
  await k.arrives("Bà con tên gì?");
  await says(k, "Đã điền 1 câu từ thông tin của tôi.");
  await expect(page.getByLabel("Họ và tên")).toHaveValue(NAME);
  await k.press("button", "Lấy lại như cũ");
  await says(k, "Đã lấy lại như cũ.");
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
  await page.goto(hub.url + SCREEN);
  await expect(page.getByLabel("Họ và tên")).toHaveValue(NAME);
  await k.press("button", "Xoá hết thông tin của tôi");
  await k.press("button", "Xoá hết");
  await says(k, "Đã xoá hết thông tin của tôi trên máy này.");
  await k.arrives("Thông tin của tôi");
  await k.putAway();
});

async function sitDown(): Promise<Profile> {
  const profile = await openProfile();
  profiles.push(profile);
  await openOnce(profile.page, hub.url);
  return profile;
}

async function tellAboutMyself(page: Page): Promise<void> {
  await page.goto(hub.url + SCREEN);
  await expect(page.getByRole("heading", { level: 1, name: "Thông tin của tôi" })).toBeVisible();
  await both(
    type("Họ và tên", NAME),
    day("2/3/1985"),
    pick("Căn cước, CCCD (12 số)"),
    type("Số trên giấy tờ", NUMBER),
    type("Số điện thoại", PHONE),
  )(page);
  await page.getByLabel("Số điện thoại").blur();
  await saved(page);
}

async function goOn(page: Page, question: string): Promise<void> {
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("heading", { level: 1, name: question })).toBeVisible();
}

/** Looks at what the page may be filled in with, and lets it. */
async function fillIn(page: Page, answers: readonly string[]): Promise<void> {
  await page.getByText(OFFER).click();
  const told = page.locator("details.fill-in dd");
  await expect(told).toHaveText([...answers]);
  await page.getByRole("button", { name: "Điền vào" }).click();
}

/** Answers which of some texts went out in any request so far. */
function spyOn(page: Page): (...texts: readonly string[]) => readonly string[] {
  const bodies: Buffer[] = [];
  page.context().on("request", (request) => {
    const body = request.postDataBuffer() ?? Buffer.alloc(0);
    const isPacked = request.headers()["content-encoding"] === "gzip";
    bodies.push(Buffer.from(request.url()), isPacked ? gunzipSync(body) : body);
  });
  return (...texts) => texts.filter((text) => bodies.some((body) => body.includes(Buffer.from(text))));
}
