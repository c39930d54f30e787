// What helpers carry and show: the paper for the citizen, the badge, and how every page of theirs looks.
import { writeFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { agree, ELDER, heading, PROCEDURE, table } from "./support/helping";
import { type Hub, startHub } from "./support/hub";
import { looksRight } from "./support/looking";
import { signIn } from "./support/person";

const NAME = ELDER.name;

let hub: Hub;
const { opened, tablet, closeAll } = table(() => hub);

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterAll(async () => {
  await closeAll();
  await hub.close();
});

test("the paper prints on one sheet, A5 or A4, with what the citizen needs on it", async () => {
  const helper = await tablet();
  const { page } = helper;
  const code = await agree(page, hub.url, ELDER);
  await page.emulateMedia({ media: "print" });
  for (const said of [
    code,
    NAME,
    "Phạm Thị Mai",
    "huy-dong-y",
    "bản 1, tiếng Việt",
    "Có người làm chứng",
    "1022",
  ])
    await expect(page.locator(".paper")).toContainText(said);
  await expect(page.getByRole("button", { name: "In giấy" })).toBeHidden();
  await expect(page.getByRole("checkbox", { name: "Đã chép xong" })).toBeHidden();
  for (const format of ["A5", "A4"] as const) {
    const pdf = await page.pdf({ format });
    await writeFile(test.info().outputPath(`paper-${format}.pdf`), pdf);
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g), format).toHaveLength(1);
  }
  await page.setViewportSize({ width: 560, height: 794 });
  await page.screenshot({ path: test.info().outputPath("paper.png") });
  await page.emulateMedia({ media: "screen" });
});

test("a badge is green with no network on a phone that knows the hub, red when changed or old, unsaid where nobody can know", async () => {
  const helper = await tablet();
  await helper.page.goto(`${hub.url}/the`);
  await expect(helper.page.getByRole("img", { name: "Mã QR của thẻ" })).toBeVisible();
  const link = await helper.page.getByRole("link", { name: "Xem thẻ như bà con thấy" }).getAttribute("href");
  const badge = link ?? "";

  const stranger = await opened();
  await stranger.page.goto(hub.url + badge);
  await expect(stranger.page.getByText("Thẻ thật", { exact: true })).toBeVisible();
  for (const said of ["Phạm Thị Mai", "Tổ công nghệ số cộng đồng khu dân cư số 3", "Đặc khu Côn Đảo"])
    await expect(stranger.page.getByText(said, { exact: true })).toBeVisible();
  expect(await axeViolations(stranger.page)).toEqual([]);
  await stranger.offline(true);
  await stranger.page.reload();
  await expect(stranger.page.getByText("Chưa xem được")).toBeVisible();

  const lan = await opened();
  await signIn(lan.page, hub.linkOf("lan"), "Điện thoại của Lan");
  await lan.offline(true);
  await lan.page.goto(hub.url + badge);
  await expect(lan.page.getByText("Thẻ thật", { exact: true })).toBeVisible();
  const changed = `${badge.slice(0, 60)}${badge[60] === "A" ? "B" : "A"}${badge.slice(61)}`;
  await lan.page.goto(hub.url + changed);
  await expect(lan.page.getByText("Đừng tin thẻ này")).toBeVisible();
  await expect(lan.page.getByText("Thẻ thật", { exact: true })).toHaveCount(0);
  expect(await axeViolations(lan.page)).toEqual([]);
  await lan.page.goto(`${hub.url}/the#khong-phai-the`);
  await expect(lan.page.getByText("Mã này không phải là thẻ của người giúp.")).toBeVisible();

  const later = await lan.context.newPage();
  await later.clock.install({ time: Date.now() + 8 * 86_400_000 });
  await later.goto(hub.url + badge);
  await expect(later.getByText("Thẻ này thật nhưng đã hết hạn.")).toBeVisible();
  await later.close();
});

test("every page of helping: nothing that axe finds, nothing beyond the edge", async () => {
  test.setTimeout(300_000);
  const helper = await tablet();
  const { page } = helper;
  const looked = async (name: string) => {
    await expect(page.locator("main[aria-busy=false] h1")).toBeVisible();
    await looksRight(page, name);
  };
  await page.goto(`${hub.url}/giup`);
  await looked("helper-empty");
  await page.getByRole("link", { name: "Người tiếp theo" }).click();
  await heading(page, "Cô bác cần làm việc gì?");
  await looked("helper-what");
  await page.getByRole("button", { name: PROCEDURE }).click();
  await heading(page, "Đọc cho cô bác nghe");
  await looked("helper-hear");
  await page.getByRole("link", { name: "Đã nghe rõ, làm tiếp" }).click();
  await page.getByRole("radio", { name: "Có người làm chứng" }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("heading", { name: "Có 2 chỗ cần sửa" })).toBeVisible();
  await looked("helper-who-faults");
  await agree(page, hub.url, ELDER);
  await looked("helper-paper");
  await page.goto(`${hub.url}/giup`);
  await expect(page.getByText(`Mã hủy của ${NAME} chưa chép ra giấy.`)).toBeVisible();
  await page.getByRole("button", { name: "Kết thúc phiên" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await looked("helper-end");
  await page.goto(`${hub.url}/ho-so`);
  await expect(page.getByRole("heading", { name: "Làm giúp bà con" })).toBeVisible();
  await looked("helper-dossiers");
  await page.goto(`${hub.url}/the`);
  await expect(page.getByRole("img", { name: "Mã QR của thẻ" })).toBeVisible();
  await looked("helper-badge");
  await helper.offline(true);
  await page.goto(`${hub.url}/huy-dong-y`);
  await expect(page.getByText("Đang ngoại tuyến nên chưa hủy được ở đây.")).toBeVisible();
  await looked("cancel-offline");
});
