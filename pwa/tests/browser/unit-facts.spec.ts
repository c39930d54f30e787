// A ward says what nobody else knows: the telephone of its police, areas exempt from permits. Phones have it with no network.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { completeDossiers, type Placed, TODAY } from "./support/complete";
import { type Hub, startHub } from "./support/hub";
import { keptNames } from "./support/kept";
import { keyboardOf } from "./support/keyboard";
import { says } from "./support/keyboardForm";
import { enrolPhone, type OtherPhone } from "./support/otherPhone";
import { addBoth, addFact, area, openOwnUnit, row, telephone } from "./support/ownUnit";
import { openOnce, saved, signIn, standing, syncNow } from "./support/person";
import { fits, picture } from "./support/picture";
import { DESKTOP, NARROW, PHONE } from "./support/stage";

/** The officer's, and one that says nothing. */
const ownUnit = "26732";
const otherUnit = "27511";
const building = "khoi-cong@2";
const exempt = placedOf(building, "/exemptArea");

test.describe.configure({ mode: "serial" });

let hub: Hub;
let desk: Profile;
let phone: Profile;
let daughter: OtherPhone;

test.beforeAll(async () => {
  hub = await startHub({ day: TODAY });
  desk = await opened();
  phone = await opened();
  await signIn(desk.page, hub.linkOf("hai"), "Máy quầy");
  await signIn(phone.page, hub.linkOf("lan"), "Điện thoại của Lan");
  daughter = await enrolPhone(hub.linkOf("lan"), "Điện thoại của con gái");
});

test.afterAll(async () => {
  await desk.close();
  await phone.close();
  await hub.close();
});

test("an officer adds a telephone and an area at the desk, each saved once and said once", async () => {
  const { page } = desk;
  await openOwnUnit(page, hub.url);
  await expect(page.getByText(/^Chưa khai số nào\./)).toBeVisible();
  await expect(page.getByText(/^Chưa khai khu nào\./)).toBeVisible();
  await soundAt(page, "unit-facts-empty");
  await page.getByRole("button", { name: "Thêm số điện thoại" }).click();
  await expect(page.getByLabel("Số điện thoại", { exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Có 1 chỗ cần sửa" })).toBeVisible();
  await soundAt(page, "unit-facts-faults");
  await page.getByRole("button", { name: "Không lưu" }).click();
  await expect(page.getByRole("button", { name: "Thêm số điện thoại" })).toBeFocused();
  await addBoth(page);
  await expect(page.locator('.sr[aria-live="polite"]').filter({ hasText: /./ })).toHaveText(
    `Đã lưu “${area}”.`,
  );
  await expect(row(page, area).getByRole("button", { name: "Sửa" })).toBeFocused();
  await soundAt(page, "unit-facts");
});

test("what has been typed is neither lost on the way to another screen nor without a network", async () => {
  const { page } = desk;
  await row(page, area).getByRole("button", { name: "Sửa" }).click();
  await page.getByLabel("Tên khu vực", { exact: true }).fill("Khu thử nghiệm B");
  await page.getByRole("link", { name: "Hồ sơ gửi tới" }).click();
  await page.getByRole("link", { name: "Phường, xã tự khai" }).click();
  const box = page.getByLabel("Tên khu vực", { exact: true });
  await expect(box).toHaveValue("Khu thử nghiệm B");
  await desk.offline(true);
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.getByRole("alert").getByText(/^Chưa lưu vì không có mạng\./)).toBeVisible();
  await soundAt(page, "unit-facts-offline");
  await page.getByRole("button", { name: "Không lưu" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ghi tiếp" }).click();
  await expect(box).toHaveValue("Khu thử nghiệm B");
  await desk.offline(false);
  await page.getByRole("button", { name: "Không lưu" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Bỏ phần vừa ghi" }).click();
  await expect(row(page, area)).toBeVisible();
});

test("at 22:40 and with no network, a notice of stay that waits shows whom to call", async () => {
  const { page } = phone;
  const stay = placedOf("luu-tru@1", "/host/addr/unit");
  const document = await brought("luu-tru@1", { ...stay, "/host/addr/unit": ownUnit });
  const elsewhere = await brought("luu-tru@1", { ...stay, "/host/addr/unit": otherUnit });
  await daughter.exchange();
  await goesToSea(page);
  await phone.context.clock.setSystemTime(`${TODAY}T22:40+07:00`);
  await handsIn(page, document);
  const call = page.getByRole("link", { name: `Gọi công an Đặc khu Côn Đảo: ${telephone}` });
  await expect(call).toHaveAttribute("href", `tel:+${"0".repeat(12)}`);
  expect((await call.boundingBox())?.height).toBeGreaterThanOrEqual(48);
  await soundAt(page, "unit-facts-call");
  await handsIn(page, elsewhere);
  await expect(page.getByText(/Số điện thoại thì hỏi công an phường\.$/)).toBeVisible();
  await expect(page.getByRole("link", { name: /^Gọi công an/ })).toHaveCount(0);
});

test("the building-start notice offers the area, by keys too; another text is doubted and taken", async () => {
  const { page } = phone;
  await phone.offline(false);
  const { "/exemptArea": _, ...open } = exempt;
  const document = await brought(building, { ...open, "/site/unit": ownUnit });
  const elsewhere = await brought(building, { ...open, "/site/unit": otherUnit });
  await daughter.exchange();
  await goesToSea(page);
  await page.goto(`${hub.url}/ho-so/${document}/dien/khu-vuc-mien`);
  const box = page.getByLabel("Khu vực được miễn giấy phép");
  const choose = page.getByRole("button", { name: `Chọn ${area}` });
  await expect(choose).toHaveAttribute("aria-pressed", "false");
  await box.fill("Khu không ai kê");
  const doubt = page.getByText(/^Tên này không có trong các khu đã công bố\./);
  await expect(doubt).toBeVisible();
  await soundAt(page, "unit-facts-areas");

  const k = await keyboardOf(page);
  await k.press("button", `Chọn ${area}`);
  await says(k, `Đã chọn ${area}.`);
  await expect(box).toHaveValue(area);
  await expect(choose).toHaveAttribute("aria-pressed", "true");
  await expect(doubt).toHaveCount(0);
  await saved(page);
  await k.walk();
  await soundAt(page, "unit-facts-area-chosen");

  await box.fill("Khu không ai kê");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("heading", { name: "Có phải nhà ở nông thôn hay hải đảo?" })).toBeVisible();
  await page.goto(`${hub.url}/ho-so/${document}/kiem-tra`);
  await expect(doubt).toBeVisible();
  await page.goto(`${hub.url}/ho-so/${elsewhere}/dien/khu-vuc-mien`);
  await expect(page.getByText(/chưa công bố khu nào ở đây\. Xin hỏi quầy\.$/)).toBeVisible();
  await soundAt(page, "unit-facts-areas-none");
});

test("beside a submitted area the desk reads whether the unit lists it", async () => {
  const listed = await brought(building, { ...exempt, "/site/unit": ownUnit, "/exemptArea": area });
  const unlisted = await brought(building, { ...exempt, "/site/unit": ownUnit });
  for (const document of [listed, unlisted]) await daughter.submit(document, building);
  await daughter.exchange();
  const { page } = desk;
  await page.goto(`${hub.url}/quay/${listed}`);
  await expect(page.getByText("Có trong danh sách của Đặc khu Côn Đảo")).toBeVisible();
  await soundAt(page, "unit-facts-listed");
  await page.goto(`${hub.url}/quay/${unlisted}`);
  await expect(page.getByText("Không có trong danh sách của Đặc khu Côn Đảo")).toBeVisible();
});

test("of two officers the later one sees what the earlier has written, and keeps what they typed", async () => {
  const { page } = desk;
  const other = await desk.context.newPage();
  await openOwnUnit(page, hub.url);
  await openOwnUnit(other, hub.url);
  for (const [tab, text] of [
    [page, "Khu thử nghiệm C"],
    [other, "Khu thử nghiệm D"],
  ] as const) {
    await row(tab, area).getByRole("button", { name: "Sửa" }).click();
    await tab.getByLabel("Tên khu vực", { exact: true }).fill(text);
  }
  const save = (tab: Page) => tab.getByRole("button", { name: "Lưu", exact: true }).click();
  await save(page);
  await expect(row(page, "Khu thử nghiệm C")).toBeVisible();
  await save(other);
  await expect(other.getByRole("alert").getByText(/^Dòng này vừa được sửa ở máy khác\./)).toBeVisible();
  await expect(other.locator(".band").getByText("Khu thử nghiệm C")).toBeVisible();
  await expect(other.getByLabel("Tên khu vực", { exact: true })).toHaveValue("Khu thử nghiệm D");
  await soundAt(other, "unit-facts-moved-on");
  await save(other);
  await expect(row(other, "Khu thử nghiệm D")).toBeVisible();
  await other.close();
});

test("what no longer holds is folded away from that day on, and stays with the desk", async () => {
  const { page } = desk;
  await openOwnUnit(page, hub.url);
  await addFact(page, "Thêm khu vực", "Tên khu vực", "Khu thử nghiệm E");
  await row(page, "Khu thử nghiệm E").getByRole("button", { name: "Thôi áp dụng" }).click();
  await page.getByLabel("Ngày", { exact: true }).fill("27");
  await page.getByLabel("Tháng", { exact: true }).fill("11");
  await page.getByLabel("Năm", { exact: true }).fill("2026");
  await soundAt(page, "unit-facts-stop");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(row(page, "Khu thử nghiệm E")).toContainText("đến hết 26/11/2026");
  await desk.context.clock.setSystemTime("2026-11-27T09:00+07:00");
  await page.reload();
  await page.getByText("Đã thôi áp dụng: 1").click();
  await expect(row(page, "Khu thử nghiệm E")).toBeVisible();
  await soundAt(page, "unit-facts-ended");
});

async function opened(): Promise<Profile> {
  const profile = await openProfile();
  await profile.context.clock.setSystemTime(`${TODAY}T09:00+07:00`);
  await openOnce(profile.page, hub.url);
  return profile;
}

/** The first complete dossier of a form that answers `path`. */
function placedOf(form: string, path: string): Placed {
  const found = completeDossiers().find(
    ({ procedure, answers }) =>
      procedure.form === form &&
      path in answers &&
      !Object.keys(answers).some((each) => each.includes("/design")),
  );
  if (found === undefined) throw new Error(`no complete ${form} answers ${path}`);
  return found.answers;
}

/** Begins a dossier with these answers on the other phone; its rows in their order. */
async function brought(form: string, answers: Placed): Promise<string> {
  const all = Object.entries(answers);
  const outside = all.filter(([path]) => !path.includes("/@"));
  const document = await daughter.begin(form, Object.fromEntries(outside));
  for (let at = 0; all.some(([path]) => path.startsWith(`/guests/@${at}/`)); at += 1) {
    const own = all.filter(([path]) => path.startsWith(`/guests/@${at}/`));
    const named = own.map(([path, value]) => [path.slice(`/guests/@${at}/`.length), value]);
    await daughter.addRow(document, form, "/guests", Object.fromEntries(named));
  }
  return document;
}

/** With all that the hub has for it. */
async function goesToSea(page: Page): Promise<void> {
  await syncNow(page, hub.url);
  await expect.poll(() => keptNames(page)).toContain(`unit/${ownUnit}`);
  await phone.offline(true);
}

async function handsIn(page: Page, document: string): Promise<void> {
  await page.goto(`${hub.url}/ho-so/${document}/kiem-tra`);
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(standing(page)).toHaveText("Chờ gửi");
}

/** Nothing that axe finds and nothing beyond the edge, in large text too; and pictures to look at. */
async function soundAt(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: PHONE[0], height: PHONE[1] });
  expect(await axeViolations(page)).toEqual([]);
  await picture(page, `${name}-360`, PHONE);
  await picture(page, `${name}-1280`, DESKTOP);
  const size = await page.evaluate(() => document.documentElement.dataset.text ?? "100");
  await page.evaluate(() => document.documentElement.setAttribute("data-text", "200"));
  await fits(page, NARROW);
  await fits(page, PHONE);
  expect(await axeViolations(page), "200 %").toEqual([]);
  await picture(page, `${name}-360-large`, PHONE);
  await page.evaluate((was) => document.documentElement.setAttribute("data-text", was), size);
}
