// A draft begun three versions ago, opened after an update: nothing is lost, changes are shown, and it is handed in.
import { expect, type Page, test } from "@playwright/test";
import { buildHouse, type House } from "./support/anotherHouse";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { FORM, PROCEDURE, versions } from "./support/fourVersions";
import { type Hub, startHub } from "./support/hub";
import { enrolPhone, type OtherPhone } from "./support/otherPhone";
import { answer, openGroups, openOnce, pick, row, signIn, standing, syncNow, type } from "./support/person";

let house: House;
let hub: Hub;
let phone: Profile;
let tablet: OtherPhone;
let page: Page;

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

test.beforeAll(async () => {
  house = await buildHouse(PROCEDURE);
  await house.publish(FORM, versions[0], "2026-01-01");
  hub = await startHub({ pages: await house.build(), from: house.folder });
  phone = await openProfile();
  page = phone.page;
});

test.afterAll(async () => {
  await phone?.close();
  await hub?.close();
  await house?.remove();
});

const begun = [
  { question: "Việc gì?", answer: type("Tên việc", "Cơi nới nhà bếp") },
  { question: "Ở đường nào?", answer: type(/^Tên đường/, "Đường Lò Vôi") },
  { question: "Tên gì?", answer: type(/^Họ và tên/, "Nguyễn Thị Lan") },
  { question: "Nhà loại nào?", answer: pick("Nhà lầu") },
  { question: "Có giấy tờ gì?", answer: row("Thêm giấy tờ", type(/^Tên giấy tờ/, "Sổ hồng")) },
  { question: "Dặn thêm gì không?", answer: type(/^Lời dặn/, "Gọi sau năm giờ chiều") },
];

test("A draft begun three versions ago, opened after an update: nothing lost, changes shown, submitted", async () => {
  await openOnce(page, hub.url);
  await signIn(page, hub.linkOf("lan"), "Điện thoại của Lan");
  await page.goto(hub.url);
  const document = await beginOfOneSection();
  for (const step of begun) await answer(page, step);
  await expect(page.getByRole("heading", { name: "Xem lại trước khi nộp" })).toBeVisible();
  await syncNow(page, hub.url);
  // Another device of hers has the dossier, and goes on writing on the first version.
  tablet = await enrolPhone(hub.linkOf("lan"), "Máy tính bảng");
  await tablet.exchange();

  await hub.stop();
  for (const [place, draft] of versions.entries())
    if (place > 0) await house.publish(FORM, draft, "2026-02-01");
  await house.close("bon-mau@1", "2099-12-31");
  await hub.start(await house.build());
  await page.goto(hub.url);
  await page.getByRole("button", { name: "Cài bản mới" }).click();
  await expect(page.getByText("Đã có bản mới")).toBeHidden();

  await page.goto(`${hub.url}/ho-so/${document}/dien`);
  await expect(page.getByRole("heading", { level: 1, name: "Tờ khai có mẫu mới" })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main).toContainText("Mẫu cũ còn được nhận đến hết ngày 31/12/2099.");
  await expect(main.getByRole("listitem")).toHaveText(["Số gọi"]);
  await expect(main).toContainText("Họ và tên: Nguyễn Thị Lan");
  await expect(main).toContainText("Nay ở câu “Họ”: Nguyễn");
  await expect(main).toContainText("Nay ở câu “Tên”: Thị Lan");
  await expect(main).toContainText("Nay ở câu “Tầng”: Nhiều tầng");
  // It has another place in the form, and nothing that a person could see is different.
  await expect(main).not.toContainText("Đường Lò Vôi");
  await expect(main).toContainText("Nay quầy gọi hỏi trực tiếp");
  await expect(main).toContainText("Gọi sau năm giờ chiều");
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole("button", { name: "Để sau" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Xem lại trước khi nộp");
  await page.goto(`${hub.url}/ho-so/${document}`);
  await page.getByRole("link", { name: "Xem chỗ đổi" }).click();
  await page.getByRole("button", { name: "Chuyển sang mẫu mới" }).focus();
  await page.keyboard.press("Enter");
  await answer(page, { question: "Gọi số nào?", answer: type("Số gọi", "0901234567") });

  await expect(page.getByRole("heading", { name: "Xem lại trước khi nộp" })).toBeVisible();
  for (const kept of ["Cơi nới nhà bếp", "Đường Lò Vôi", "Nguyễn", "Thị Lan", "Nhiều tầng", "0901234567"])
    await expect(main).toContainText(kept);
  await expect(main).not.toContainText("Câu không có trong tờ khai");
  await page.goto(`${hub.url}/ho-so/${document}`);
  await expect(main).toContainText("Sổ hồng");
  await expect(main).toContainText("chuyển sang mẫu mới");
  await main.getByText("Xem 1 câu mẫu mới không còn hỏi").click();
  await expect(main.getByText("Gọi sau năm giờ chiều")).toBeVisible();

  // What the tablet writes on the first version meanwhile.
  await tablet.write(document, "bon-mau@1", {
    "/home/street": "Đường Phan Chu Trinh",
    "/note": "Gọi buổi sáng",
  });
  await tablet.exchange();
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${document}`);
  await page.getByRole("link", { name: "Xem chỗ đổi" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Có câu ghi trên mẫu cũ" })).toBeVisible();
  await expect(main).toContainText("Đường Phan Chu Trinh");
  await expect(main).toContainText("Gọi buổi sáng");
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Đưa vào mẫu mới" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Có hai câu trả lời" })).toBeVisible();
  await expect(main).toContainText("Đường Lò Vôi");
  await expect(main).toContainText("Đường Phan Chu Trinh");
  await page
    .getByRole("button", { name: /Dùng câu/ })
    .first()
    .click();
  await expect(main).toContainText("Không còn câu nào cần chọn.");

  await page.goto(`${hub.url}/ho-so/${document}/kiem-tra`);
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(standing(page)).toBeVisible();
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${document}`);
  await expect(standing(page)).toContainText("Đã nộp lúc");
});

test("handed in on a form that has closed, it is declined, and leads over to the new one", async () => {
  // Written on the last version before, by a device that knows no other; it arrives after the last day.
  const late = await tablet.begin("bon-mau@3", { "/title": "Sửa mái", "/floors": "mot" });
  await tablet.submit(late, "bon-mau@3");
  await hub.stop();
  await house.close("bon-mau@3", "2026-02-28");
  await hub.start(await house.build());
  await tablet.exchange();
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${late}`);
  await expect(page.getByRole("main")).toContainText("Mẫu tờ khai này đã hết hạn nhận");
  await page.getByRole("link", { name: "Chuyển sang mẫu mới" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tờ khai có mẫu mới" })).toBeVisible();
  // There is no "later" where the old form leads nowhere; nor by the address of a question.
  await page.goto(`${hub.url}/ho-so/${late}/dien/viec`);
  await expect(page.getByRole("main")).toContainText("Mẫu cũ không còn được nhận");
  await expect(page.getByRole("button", { name: "Để sau" })).toHaveCount(0);
  await page.getByRole("button", { name: "Chuyển sang mẫu mới" }).click();
  await answer(page, { question: "Gọi số nào?", answer: type("Số gọi", "0901234567") });
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(standing(page)).toBeVisible();
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${late}`);
  await expect(standing(page)).toContainText("Đã nộp lúc");
});

/** A form of one section has no overview: its first question comes at once. */
async function beginOfOneSection(): Promise<string> {
  await page.getByRole("link", { name: /Làm hồ sơ mới/ }).click();
  await openGroups(page);
  await page.getByRole("button", { name: /Làm đơn thử bốn mẫu/ }).click();
  await expect(page).toHaveURL(/\/ho-so\/[0-9a-f]{32}\/dien\/./);
  return /ho-so\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? "";
}
