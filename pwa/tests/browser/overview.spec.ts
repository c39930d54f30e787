// The overview of a form: how far each section is, in words, where it leads, and the ways back to it.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { procedure, steps } from "./support/construction";
import { type Hub, startHub } from "./support/hub";
import { answer, begin, openOnce, saved } from "./support/person";

let hub: Hub;
let profile: Profile;

test.beforeAll(async () => {
  hub = await startHub();
  profile = await openProfile();
  await openOnce(profile.page, hub.url);
});

test.afterAll(async () => {
  await profile.close();
  await hub.close();
});

const title = "Thông báo khởi công";
const arrives = (page: Page, heading: string) =>
  expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
/** How far the three sections are: the owner, the building, the time and who builds. */
const stand = (page: Page, states: readonly (string | RegExp)[]) =>
  expect(page.locator(".sections .state")).toHaveText([...states]);

test("sections say how far they are, lead to what is open, and are where one comes back to", async () => {
  test.setTimeout(180_000);
  const { page } = profile;
  const document = await begin(page, procedure);
  const overview = `${hub.url}/ho-so/${document}/dien`;

  await test.step("nothing is written", async () => {
    await page.getByRole("link", { name: "Quay lại" }).click();
    await arrives(page, title);
    await expect(page).toHaveURL(overview);
    await expect(page.locator(".sections a")).toHaveText(["Chủ nhà", "Công trình", "Thời gian và người làm"]);
    await stand(page, ["Chưa làm", "Chưa làm", "Chưa làm"]);
    await expect(page.getByText("Còn 3 trong 3 phần.")).toBeVisible();
    await page.getByRole("link", { name: "Bắt đầu", exact: true }).click();
  });

  await test.step("some questions are left", async () => {
    for (const step of steps.slice(0, 2)) await answer(page, step);
    await arrives(page, "Chủ nhà đang ở đâu?");
    await page.getByRole("link", { name: "Các phần của hồ sơ" }).click();
    await stand(page, ["Còn 2 câu", "Chưa làm", "Chưa làm"]);
    await page.getByRole("link", { name: "Làm tiếp" }).click();
    for (const step of steps.slice(2, 5)) await answer(page, step);
    await arrives(page, "Xây ở đâu?");
  });

  await test.step("days later the dossier leads here, and on to the first open question", async () => {
    await page.goto(`${hub.url}/ho-so/${document}`);
    await page.getByRole("link", { name: "Làm tiếp" }).click();
    await arrives(page, title);
    await stand(page, ["Xong", /^Còn \d câu$/, "Chưa làm"]);
    await page.getByRole("link", { name: "Làm tiếp" }).click();
    await arrives(page, "Xây ở đâu?");
  });

  await test.step("an answer that cannot stand", async () => {
    await page.goto(`${overview}/dien-thoai`);
    await page.getByLabel("Số điện thoại", { exact: true }).fill("12");
    await saved(page);
    await page.goto(overview);
    await stand(page, ["Có chỗ cần sửa", /^Còn \d câu$/, "Chưa làm"]);
    expect(await axeViolations(page)).toEqual([]);
    const section = page.getByRole("link", { name: "Chủ nhà" });
    await expect(section).toHaveAccessibleDescription("Có chỗ cần sửa");
    await section.click();
    await arrives(page, "Gọi chủ nhà số nào?");
    await page.getByLabel("Số điện thoại", { exact: true }).fill("0901234567");
  });

  await test.step("all is there", async () => {
    await page.getByRole("link", { name: "Các phần của hồ sơ" }).click();
    await page.getByRole("link", { name: "Làm tiếp" }).click();
    for (const step of steps.slice(5)) await answer(page, step);
    await arrives(page, "Xem lại trước khi nộp");
    await page.getByRole("link", { name: "Các phần của hồ sơ" }).click();
    await arrives(page, title);
    await expect(page.getByText("Các phần đã đủ. Xem lại rồi nộp.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Làm tiếp" })).toHaveCount(0);
    await page.getByRole("link", { name: "Xem lại và nộp" }).click();
    await arrives(page, "Xem lại trước khi nộp");
  });
});

test("an address without its question leads to the overview", async () => {
  const { page } = profile;
  await page.goto(hub.url);
  const document = await begin(page, procedure);
  await page.goto(`${hub.url}/ho-so/${document}/dien/khu-vuc-mien`);
  await arrives(page, title);
  await expect(page).toHaveURL(`${hub.url}/ho-so/${document}/dien`);
});
