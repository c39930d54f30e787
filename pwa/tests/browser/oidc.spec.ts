// Signing in at another's door, with a real provider's pages: there, back, and what is said when it does not work out.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { type Hub, startHub } from "./support/hub";
import { openOnce } from "./support/person";
import { fits, picture } from "./support/picture";
import { nameProvider, type Provider } from "./support/provider";
import { DESKTOP, PHONE } from "./support/stage";

const DOOR = "Đăng nhập bằng Định danh thử";
const NUMBER = "079190001234";

let provider: Provider;
let hub: Hub;
const profiles: Profile[] = [];

test.beforeAll(async () => {
  provider = await nameProvider({
    lan: { name: "Nguyễn Thị Lan", so_dinh_danh: NUMBER },
    hai: { name: "Lê Minh Hải", ma_can_bo: "CB-001" },
  });
  hub = await startHub({ oidc: provider.file });
  await hub.write("UPDATE account SET staff = 'CB-001' WHERE person = 'Lê Minh Hải'");
  await provider.open(hub.url);
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
  await provider.close();
});

test("a citizen goes to the provider, comes back, and nothing of it stays in the address bar or the history", async () => {
  const { page } = await sitDown();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${hub.url}/vao`);
  await page.getByLabel("Gọi máy này là gì?").fill("");
  await page.getByRole("button", { name: DOOR }).click();
  await expect(page.getByText("Chưa đặt tên cho máy").first()).toBeVisible();
  await expect(page.getByText("Chưa có mã đăng nhập")).toHaveCount(0);
  await page.getByLabel("Gọi máy này là gì?").fill("Điện thoại của Lan");
  await look(page, "vao-co-cua");
  await page.getByRole("button", { name: DOOR }).click();
  await atProvider(page, "lan");
  await expect(page.getByText("Máy này giờ làm với tên Nguyễn Thị Lan.")).toBeVisible();
  expect(page.url()).toBe(`${hub.url}/vao/oidc`);
  await look(page, "vao-xong");
  // The code went to the hub in a body, and the number nowhere.
  const carried = asked.filter((url) => url.startsWith(hub.url) && /[?&](code|state)=/.test(url));
  expect(carried.filter((url) => !url.startsWith(`${hub.url}/vao/oidc?`))).toEqual([]);
  expect(asked.filter((url) => url.includes(NUMBER))).toEqual([]);
  await page.reload();
  await expect(
    page.getByText("Trang này mở ra khi đăng nhập xong ở nơi khác.", { exact: false }),
  ).toBeVisible();
});

test("an officer comes to the desk the same way", async () => {
  const { page } = await sitDown();
  await goThere(page);
  await atProvider(page, "hai");
  await expect(page.getByText("Lê Minh Hải, quầy Đặc khu Côn Đảo.")).toBeVisible();
  await page.getByRole("link", { name: "Vào bàn của quầy" }).click();
  await expect(page.getByText("Chưa có hồ sơ nào gửi tới.")).toBeVisible();
});

test("who leaves, whose level is too low, and when the provider is away: said in plain words, with a way on", async () => {
  const { page } = await sitDown();
  await goThere(page);
  await page.getByRole("button", { name: "Không đồng ý" }).click();
  await said(page, /đã dừng lại ở trang bên kia/, "dung-lai");

  await goThere(page);
  await atProvider(page, "lan", "muc1");
  await said(page, /Cần tài khoản mức 2/, "muc-thap");

  await goThere(page);
  await provider.shut();
  await page.goto(`${hub.url}/vao/oidc?error=temporarily_unavailable&state=x`);
  await said(page, /đang không trả lời/, "khong-tra-loi");
  await page.goto(`${hub.url}/vao`);
  await page.getByRole("button", { name: DOOR }).click();
  await expect(page.getByRole("alert").filter({ hasText: "đang không trả lời" })).toBeVisible();
  await provider.open(hub.url);
});

test("what another device was given is of no use to this one, and of use to that one still", async () => {
  const theirs = await sitDown();
  const mine = await sitDown();
  let brought = "";
  // As the page finds it before the app takes it out; the worker's pages are no requests that a test hears of.
  theirs.page.on("console", (message) => {
    if (message.text().startsWith("brought ")) brought = message.text().slice("brought ".length);
  });
  await theirs.page.addInitScript(() => {
    if (location.pathname === "/vao/oidc" && location.search !== "") console.info("brought", location.href);
  });
  // Held back on the way to the hub, as on a bad line.
  await theirs.page.route("**/api/oidc/enrol/finish", (route) => route.abort());
  await goThere(theirs.page);
  await atProvider(theirs.page, "lan");
  await expect(theirs.page.getByRole("button", { name: "Thử lại" })).toBeVisible();
  expect(brought).toContain("code=");
  await mine.page.goto(brought);
  await said(mine.page, /Lần đăng nhập này không dùng được/, "may-khac");
  await theirs.page.unroute("**/api/oidc/enrol/finish");
  await theirs.page.getByRole("button", { name: "Thử lại" }).click();
  await expect(theirs.page.getByText("Máy này giờ làm với tên Nguyễn Thị Lan.")).toBeVisible();
});

test("offline on the way back: the answer waits on the page until there is a network", async () => {
  const profile = await sitDown();
  const { page } = profile;
  await goThere(page);
  await page.getByLabel("Tên").fill("lan");
  await page.route("**/api/**", (route) => route.abort());
  await page.getByRole("button", { name: "Đồng ý", exact: true }).click();
  await expect(page.getByRole("button", { name: "Thử lại" })).toBeVisible();
  expect(page.url()).toBe(`${hub.url}/vao/oidc`);
  await look(page, "mat-mang");
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: "Thử lại" }).click();
  await expect(page.getByText("Máy này giờ làm với tên Nguyễn Thị Lan.")).toBeVisible();
});

test("offline nobody is led to a page that cannot open", async () => {
  const profile = await sitDown();
  await profile.page.goto(`${hub.url}/vao`);
  await expect(profile.page.getByRole("button", { name: DOOR })).toBeVisible();
  await profile.offline(true);
  await expect(profile.page.getByRole("button", { name: DOOR })).toHaveCount(0);
});

async function sitDown(): Promise<Profile> {
  const profile = await openProfile();
  profiles.push(profile);
  await openOnce(profile.page, hub.url);
  return profile;
}

async function goThere(page: Page): Promise<void> {
  await page.goto(`${hub.url}/vao`);
  await page.getByRole("button", { name: DOOR }).click();
  await expect(page.getByRole("heading", { name: "Định danh thử" })).toBeVisible();
}

async function atProvider(page: Page, login: string, level = "muc2"): Promise<void> {
  await expect(page.getByRole("heading", { name: "Định danh thử" })).toBeVisible();
  await page.getByLabel("Tên").fill(login);
  await page.getByLabel("Mức").selectOption(level);
  await page.getByRole("button", { name: "Đồng ý", exact: true }).click();
}

async function said(page: Page, sentence: RegExp, name: string): Promise<void> {
  await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
  expect(page.url()).toBe(`${hub.url}/vao/oidc`);
  await expect(page.getByRole("link", { name: "Đăng nhập lại từ đầu" })).toBeVisible();
  await look(page, name);
}

/** At both sizes and both sizes of text: it fits, axe finds nothing, and there is a picture to look at. */
async function look(page: Page, name: string): Promise<void> {
  for (const [size, at] of [
    [PHONE, "phone"],
    [DESKTOP, "desktop"],
  ] as const) {
    for (const text of ["100", "200"]) {
      await page.evaluate((wanted) => document.documentElement.setAttribute("data-text", wanted), text);
      await fits(page, size);
      await picture(page, `oidc-${name}-${at}-${text}`, size);
    }
  }
  await page.evaluate(() => document.documentElement.setAttribute("data-text", "100"));
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 640 });
}
