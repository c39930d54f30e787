// The catalogue as people use it, without a network: found in everyday words or with a slip, read, begun, and gone back to.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import { type Hub, startHub } from "./support/hub";
import { openOnce } from "./support/person";

let hub: Hub;
let profile: Profile;
let page: Page;

test.beforeAll(async () => {
  hub = await startHub();
  profile = await openProfile();
  page = profile.page;
  await openOnce(page, hub.url);
  await hub.stop();
  await profile.offline(true);
});

test.afterAll(async () => {
  await profile.close();
  await hub.close();
});

const search = () => page.getByLabel("Tìm việc cần làm", { exact: true });
const first = () => page.locator("main li").first();

async function ask(question: string): Promise<void> {
  await page.goto(`${hub.url}/thu-tuc`);
  await search().fill(question);
}

for (const [question, found, why] of [
  ["làm giấy khai sinh", "Làm giấy khai sinh cho bé", null],
  ["xây nhà", "Xin phép xây nhà", null],
  ["tiền người già", "Xin trợ cấp hằng tháng cho cụ cao tuổi", "Cũng gọi là “tiền người già”"],
  ["khai sinhh", "Làm giấy khai sinh cho bé", null],
  ["giaays ddoocj thaan", "Xin giấy độc thân", null],
  ["gửi ảnh chụp", "Hẹn đi chứng thực bản sao", "Có câu hỏi “Gửi ảnh chụp có được không?”"],
] as const) {
  test(`“${question}” finds “${found}” first${why === null ? "" : ", and says why"}`, async () => {
    await ask(question);
    await expect(first().getByRole("heading")).toHaveText(found);
    await expect(page.getByRole("status").filter({ hasText: /^Thấy \d+ việc$/ })).toHaveCount(1);
    if (why === null) await expect(first().getByText("“")).toHaveCount(0);
    else await expect(first().getByText(why, { exact: true })).toBeVisible();
  });
}

test("going back from a procedure finds the question and the groups as they were left", async () => {
  await ask("sao y");
  await first().getByRole("link").click();
  await expect(heading()).toHaveText("Hẹn đi chứng thực bản sao");
  await page.getByRole("link", { name: "Danh sách việc" }).click();
  await expect(search()).toHaveValue("sao y");
  await search().fill("");
  await page.getByText("Làm ăn, tàu cá").click();
  await page.getByRole("link", { name: /^Cần gì.*Đăng ký tàu cá$/ }).click();
  await expect(heading()).toHaveText("Đăng ký tàu cá");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Đăng ký tàu cá" })).toBeVisible();
  // Come to anew, the list begins anew.
  await page.getByRole("link", { name: "Về trang đầu", exact: true }).click();
  await page.getByRole("link", { name: /^Làm hồ sơ mới/ }).click();
  await expect(page.getByRole("heading", { name: "Đăng ký tàu cá" })).toBeHidden();
});

test("certified copies: that a desk has to be visited is said before the button, and the original comes home again", async () => {
  await page.goto(`${hub.url}/thu-tuc/2.000815`);
  const told = page.getByText("Phải ra quầy. Ở đây mình soạn trước.");
  await expect(told).toBeVisible();
  const [toldAt, buttonAt] = [await told.boundingBox(), await start().boundingBox()];
  expect(toldAt?.y).toBeLessThan(buttonAt?.y ?? 0);
  const bring = part("Mang theo gì");
  await expect(bring).toContainText("Bản chính của giấy tờ cần chứng thực");
  await expect(bring).toContainText("1 bản chính");
  await expect(bring).toContainText("Chỉ đưa xem rồi đem về");
  await expect(part("Theo quy định nào")).toContainText(
    "Nghị định 280/2025/NĐ-CP (sửa đổi), áp dụng từ 1/11/2025",
  );
  await start().click();
  await expect(page).toHaveURL(/\/ho-so\/[0-9a-f]{32}\/dien/);
});

test("converting papers: 0 đồng stands in large type, verified", async () => {
  await page.goto(`${hub.url}/thu-tuc/CHUYEN_DOI`);
  const amount = part("Lệ phí").locator(".value");
  await expect(amount).toHaveText("0 đồng");
  const size = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize));
  expect(await size(".value")).toBeGreaterThan(1.2 * (await size("main p")));
  await expect(part("Lệ phí").locator(".unverified")).toHaveCount(0);
});

test("a building permit: nobody knows the fee, and it says so", async () => {
  await page.goto(`${hub.url}/thu-tuc/1.013225`);
  const fee = part("Lệ phí");
  await expect(fee.locator(".value")).toHaveText("Hỏi tại quầy");
  await expect(fee.locator(".unverified")).toHaveText("chưa kiểm chứng");
  await expect(part("Mang theo gì")).toContainText("Nhà từ 7 tầng trở lên");
  await expect(part("Mang theo gì")).toContainText("Cơ quan tra được trong dữ liệu, nếu mình đồng ý");
});

test("every exemption stands word for word, and the last day of a law that ends", async () => {
  await page.goto(`${hub.url}/thu-tuc/1.001193`);
  await expect(part("Lệ phí").getByRole("listitem")).toHaveText(/^Đăng ký đúng hạn: 0 đồng/);
  await expect(part("Theo quy định nào")).toContainText("áp dụng từ 1/7/2025 đến hết 28/2/2027");
});

test("what is not verified is marked each time, and counted", async () => {
  for (const code of ["2.000815", "1.013225", "1.003650", "1.014027"]) {
    await page.goto(`${hub.url}/thu-tuc/${code}`);
    await expect(heading()).toBeVisible();
    const marks = await page.locator("main .unverified").count();
    await expect(page.getByText(`${marks} điều chưa kiểm chứng`)).toBeVisible();
  }
});

test("on paper: all of it, and nothing to press", async () => {
  await page.goto(`${hub.url}/thu-tuc/2.000815`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Phải ra quầy. Ở đây mình soạn trước.")).toBeVisible();
  await expect(part("Lệ phí")).toBeVisible();
  await expect(page.getByText(/^In lúc \d\d:\d\d/)).toBeVisible();
  await expect(page.locator("main button:visible")).toHaveCount(0);
  await page.emulateMedia({ media: null });
});

const heading = () => page.getByRole("heading", { level: 1 });
const start = () => page.getByRole("button", { name: "Bắt đầu" });
const part = (title: string) => page.getByRole("region", { name: title });
