// A dossier that a helper files in front of an officer: the officer confirms the card, the desk asks for more, and only that is opened.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { agree, goOn, holdsNone, PROCEDURE, table, takeDown } from "./support/helping";
import { type Hub, startHub } from "./support/hub";
import { answer, handIn, signIn, standing, syncNow } from "./support/person";
import { fits, picture } from "./support/picture";
import { DESKTOP, PHONE } from "./support/stage";

const TEXT = "Nước vào nhà lúc nửa đêm";
const NAME = "Nguyễn Thị Lan";
const OLD = "0901234567";
const NEW = "0912345678";

test.describe.configure({ mode: "serial" });

let hub: Hub;
let helper: Profile;
let desk: Page;
let citizen: Page;
let document: string;
const { kept, tablet, closeAll } = table(() => hub);

test.beforeAll(async () => {
  hub = await startHub();
  await hub.write("UPDATE account SET staff = 'CB-0112' WHERE person = 'Lê Minh Hải'");
  const [tabletOpened, deskOpened] = await Promise.all([tablet(), openProfile({ width: 1280, height: 800 })]);
  [helper, desk] = [tabletOpened, kept(deskOpened).page];
  await signIn(desk, hub.linkOf("hai"), "Máy quầy");
});

test.afterAll(async () => {
  await closeAll();
  await hub.close();
});

test("a card is the helper's word until the officer has confirmed it; then the helper and the citizen are told", async () => {
  const { page } = helper;
  await agree(page, hub.url, {
    procedure: PROCEDURE,
    name: "Thạch Thị Sen",
    how: { mode: "card", officer: "CB-0112" },
    notices: { to: "helper", address: "Ấp 1, Côn Đảo" },
  });
  document = await takeDown(page);
  await page.getByRole("main").getByRole("link", { name: "Bắt đầu", exact: true }).click();
  for (const step of feedback.steps(TEXT)) await answer(page, step);
  await handIn(page, []);
  await syncNow(page, hub.url);
  await goOn(page, `/ho-so/${document}`);
  await expect(page.getByText("Chờ cán bộ quầy xác nhận lời đồng ý.")).toBeVisible();

  await desk.goto(`${hub.url}/quay/${document}`);
  const helped = desk.getByRole("region", { name: "Có người khai giúp" });
  await expect(helped).toContainText("Chưa ai xác nhận, chỉ có lời người giúp");
  await desk.getByRole("button", { name: "Tôi đã thấy người này và căn cước" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Xác nhận", exact: true }).click();
  await expect(helped).toContainText(/Lê Minh Hải đã xác nhận lúc/);
  await expect(desk.getByRole("button", { name: "Tôi đã thấy người này và căn cước" })).toHaveCount(0);
  await desk.getByRole("button", { name: "Đã nhận" }).click();
  await desk.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await desk.getByText("Máy của người nộp").click();
  await desk.getByRole("radio", { name: "Thẻ căn cước" }).check();
  await desk.getByRole("button", { name: "Mã đăng nhập cho người dân" }).click();
  const code = await desk.locator(".fresh-code").innerText();

  await syncNow(page, hub.url);
  await goOn(page, `/ho-so/${document}`);
  await expect(page.getByText("Lời đồng ý đã được xác nhận.")).toBeVisible();
  citizen = kept(await openProfile()).page;
  await signIn(citizen, `${hub.url}/vao#ma=${code}`, "Điện thoại của Sen");
  await goOn(citizen, "/nguoi-giup");
  await expect(citizen.getByText("Cán bộ quầy đã xác nhận mình đồng ý")).toBeVisible();
  await picture(citizen, "helped-confirmed-360", PHONE);
});

test("a supplement opens what it names, by its name, and nothing else; offline it is filled in, and shut again", async () => {
  const { page } = helper;
  await hub.ask(document, "/phone", "/place");
  await syncNow(page, hub.url);
  await helper.offline(true);
  await page.goto(`${hub.url}/giup`);
  await expect(page.getByText("Cơ quan cần bổ sung")).toBeVisible();
  await holdsNone(page, hub.url, document, TEXT);

  await goOn(page, `/ho-so/${document}`);
  const asked = page.getByRole("region", { name: "Cần bổ sung" });
  await expect(asked.getByRole("listitem").last()).toHaveText("Số điện thoại");
  await expect(asked).not.toContainText("/phone");
  await looked(page, "supplement-asked");
  await asked.getByRole("link", { name: "Bổ sung" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bổ sung hồ sơ" })).toBeVisible();
  const box = page.getByLabel(/^Số điện thoại/);
  await expect(box).toHaveValue(OLD);
  // The citizen's name and what they told stay where they are.
  await expect(page.getByLabel("Họ và tên")).toHaveCount(0);
  await expect(page.getByLabel("Nội dung", { exact: true })).toHaveCount(0);
  await expect(page.getByText(NAME)).toHaveCount(0);
  await box.fill("09");
  await page.getByRole("button", { name: "Nộp phần bổ sung" }).click();
  await expect(page.getByRole("heading", { name: "Có 1 chỗ cần sửa" })).toBeVisible();
  await box.fill(NEW);
  await looked(page, "supplement");
  await page.getByRole("button", { name: "Nộp phần bổ sung" }).click();
  await expect(page.getByText("Phần bổ sung chờ gửi.")).toBeVisible();
  await picture(page, "supplement-waits-360", PHONE);
  await goOn(page, `/ho-so/${document}/bo-sung`);
  await expect(page).toHaveURL(new RegExp(`/ho-so/${document}$`));
  await helper.offline(false);
  await syncNow(page, hub.url);
  await goOn(page, `/ho-so/${document}`);
  await expect(standing(page)).toHaveText(/Quầy Đặc khu Côn Đảo đã nhận/);
  await expect(page.getByRole("link", { name: "Bổ sung" })).toHaveCount(0);
  await expect(page.getByText("chờ gửi")).toHaveCount(0);
  await holdsNone(page, hub.url, document, NEW);

  await syncNow(citizen, hub.url);
  await goOn(citizen, `/ho-so/${document}`);
  const answers = citizen.getByRole("region", { name: "Những gì đã ghi" });
  await expect(answers).toContainText(NEW);
  await expect(answers).toContainText(TEXT);
  await expect(answers).toContainText(NAME);
  await expect(citizen.getByText("nộp phần bổ sung")).toBeVisible();
  await expect(citizen.getByText("sửa sau khi nộp")).toHaveCount(0);
});

test("what is asked for opens on the citizen's own phone too, and is then shut for the helper", async () => {
  await hub.ask(document, "/email");
  await syncNow(helper.page, hub.url);
  await syncNow(citizen, hub.url);
  await goOn(citizen, `/ho-so/${document}`);
  await citizen.getByRole("region", { name: "Cần bổ sung" }).getByRole("link", { name: "Bổ sung" }).click();
  await citizen.getByLabel(/^Email|^Thư điện tử/).fill("sen@example.com");
  await citizen.getByRole("button", { name: "Nộp phần bổ sung" }).click();
  await expect(standing(citizen)).toHaveText(/Quầy Đặc khu Côn Đảo đã nhận/);
  await expect(citizen.getByRole("heading", { name: "Cần bổ sung" })).toHaveCount(0);
  await syncNow(citizen, hub.url);
  await syncNow(helper.page, hub.url);
  await goOn(helper.page, `/ho-so/${document}`);
  await expect(helper.page.getByRole("link", { name: "Bổ sung" })).toHaveCount(0);
  await holdsNone(helper.page, hub.url, document, "sen@example.com");
});

/** On a phone, with text at twice its size, and on a wide screen: it fits, and is there to be looked at. */
async function looked(page: Page, name: string): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  await picture(page, `${name}-1280`, DESKTOP);
  await fits(page, DESKTOP);
  await picture(page, `${name}-360`, PHONE);
  await fits(page, PHONE);
  await page.evaluate(() => (window.document.documentElement.dataset.text = "200"));
  await picture(page, `${name}-200`, PHONE);
  await fits(page, PHONE);
  await page.evaluate(() => (window.document.documentElement.dataset.text = "100"));
}
