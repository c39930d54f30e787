// Helping an elder at a table with no network, and what is left of it: the wall after handing in, the cancel code.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import {
  agree,
  cancelBy,
  ELDER,
  heading,
  holdsNone,
  PROCEDURE,
  type Session,
  table,
  takeDown,
  untilAgreed,
} from "./support/helping";
import { type Hub, startHub } from "./support/hub";
import { answer, handIn, signIn, standing, syncNow } from "./support/person";
import { picture } from "./support/picture";
import { share } from "./support/sharing";
import { PHONE } from "./support/stage";
import { virtualKey } from "./support/virtualKey";

const NAME = ELDER.name;
const CANARY = "Nhà bà Tám bí mật cuối hẻm";
const REFUSED = "Mã này không dùng được";

let hub: Hub;
/** Mai's, all day long, and a browser that knows nobody. */
let helper: Profile;
let clean: Page;
let officer: Page;
const { kept, opened, tablet, closeAll } = table(() => hub);

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  hub = await startHub();
  const ofOfficer = async () => {
    const { page } = kept(await openProfile({ width: 1280, height: 800 }));
    await signIn(page, hub.linkOf("hai"), "Máy quầy");
    return page;
  };
  const [tabletOpened, cleanOpened, officerOpened] = await Promise.all([
    tablet(),
    openProfile(),
    ofOfficer(),
  ]);
  [helper, clean, officer] = [tabletOpened, kept(cleanOpened).page, officerOpened];
});

test.afterAll(async () => {
  await closeAll();
  await hub.close();
});

test("an elder with no phone is helped offline; once it is handed in the helper sees no answer, and the code ends it", async () => {
  test.setTimeout(300_000);
  const { page } = helper;
  await helper.offline(true);

  const code = await test.step("consent first: a witness, a letter; the paper", async () => {
    const made = await agree(page, hub.url, ELDER);
    await expect(page.getByText("Lệ phí", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Bắt đầu làm hồ sơ" }).click();
    await expect(page.getByText("Chép hoặc in mã hủy cho cô bác trước đã").first()).toBeVisible();
    return made;
  });
  const document = await takeDown(page);
  await test.step("the code is gone from the tablet", async () => {
    await page.goto(`${hub.url}/giup/giay/${document}`);
    await expect(page.getByText("Mã hủy đã nằm trên giấy của cô bác")).toBeVisible();
    await expect(page.getByText(code)).toHaveCount(0);
  });

  await test.step("filled in under a line that says for whom and what it costs; nothing of one's own is offered", async () => {
    await page.goto(`${hub.url}/ho-so/${document}/dien`);
    await page.getByRole("main").getByRole("link", { name: "Bắt đầu", exact: true }).click();
    for (const step of feedback.steps(CANARY)) {
      await expect(lineOf(page)).toContainText(`Đang giúp: ${NAME}`);
      await expect(lineOf(page)).toContainText("Lệ phí:");
      await expect(page.getByText("Điền giúp từ thông tin của tôi")).toHaveCount(0);
      await answer(page, step);
    }
    await handIn(page, []);
    await expect(standing(page)).toHaveText(/Chờ gửi/);
    await expect(lineOf(page)).toBeVisible();
    await expect(page.getByText("Nhớ những điều này cho lần sau?")).toHaveCount(0);
    await page.goto(`${hub.url}/giup`);
    await expect(page.getByText("1 hồ sơ có điều chưa gửi.")).toBeVisible();
    await expect(page.getByText("Đang ngoại tuyến. Có mạng là máy tự gửi.")).toBeVisible();
  });

  await test.step("online it is handed in, and no screen of the helper holds an answer any more", async () => {
    await helper.offline(false);
    await syncNow(page, hub.url);
    await page.goto(`${hub.url}/ho-so/${document}`);
    await expect(standing(page)).toHaveText(/Đã nộp lúc/);
    await expect(page.getByText("Người giúp chỉ còn biết hồ sơ đang ở đâu")).toBeVisible();
    await holdsNone(page, hub.url, document, CANARY);
    await helper.offline(true);
    await holdsNone(page, hub.url, document, CANARY);
    await helper.offline(false);
  });

  await test.step("the desk sees who helped, and that news goes out by post", async () => {
    await officer.goto(`${hub.url}/quay/${document}`);
    const helped = officer.getByRole("region", { name: "Có người khai giúp" });
    await expect(helped).toContainText(`gửi thư, ${NAME}, Ấp 3, Côn Đảo`);
    await expect(helped).toContainText("trước người làm chứng Lê Văn Chín, 0909123456");
    await expect(helped).toContainText("Phạm Thị Mai, Tổ công nghệ số cộng đồng khu dân cư số 3");
    expect(await axeViolations(officer)).toEqual([]);
  });

  await test.step("from a clean browser the code ends it once; wrong, used and unknown have the same words", async () => {
    await cancelBy(clean, hub.url, "K7PM-3XHW-9CDA", "Tôi không muốn nhờ nữa");
    await expect(clean.getByText(REFUSED)).toBeVisible();
    await cancelBy(
      clean,
      hub.url,
      code.toLowerCase().replaceAll("-", " "),
      "Có người làm giả, tôi không nhờ",
    );
    await expect(clean.getByText(/^Đã hủy lúc \d\d:\d\d/)).toBeVisible();
    await expect(clean.getByText("Trung tâm đã nhận lời báo")).toBeVisible();
    await expect(clean.getByText("Nếu hồ sơ đã nộp thì hồ sơ vẫn ở cơ quan")).toBeVisible();
    await cancelBy(clean, hub.url, code, "Tôi không muốn nhờ nữa");
    await expect(clean.getByText(REFUSED)).toBeVisible();
  });
});

test("cancelled while the helper is at sea: it is said, what was written is kept, and no answer is shown", async () => {
  test.setTimeout(240_000);
  const { page } = helper;
  const code = await agree(page, hub.url, { ...ELDER, name: "Trần Thị Mười" });
  const document = await takeDown(page);
  await syncNow(page, hub.url);
  await helper.offline(true);
  await page.goto(`${hub.url}/ho-so/${document}/dien`);
  await page.getByRole("main").getByRole("link", { name: "Bắt đầu", exact: true }).click();
  for (const step of feedback.steps(CANARY)) await answer(page, step);
  await handIn(page, []);
  await cancelBy(clean, hub.url, code, "Tôi không muốn nhờ nữa");
  await expect(clean.getByText(/^Đã hủy lúc/)).toBeVisible();
  await helper.offline(false);
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${document}`);
  await expect(standing(page)).toHaveText(/Cô bác đã thôi nhờ/);
  await expect(page.getByText("Những gì ghi sau đó được trung tâm giữ lại, có người xem.")).toBeVisible();
  await holdsNone(page, hub.url, document, CANARY);
  await page.goto(`${hub.url}/giup`);
  await expect(page.getByRole("heading", { name: "Đã hết đồng ý" })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

test("a citizen's own phone: a code for the helper, offline at the table, and the end of it in their list", async () => {
  test.setTimeout(240_000);
  const lan = await opened();
  await signIn(lan.page, hub.linkOf("lan"), "Điện thoại của Lan");
  await lan.page.goto(`${hub.url}/nguoi-giup`);
  await lan.page.getByRole("button", { name: PROCEDURE }).click();
  await lan.page.getByRole("button", { name: "Lấy mã" }).click();
  const shown = lan.page.locator(".number-box .number");
  await expect(shown).toHaveText(/^[34679ACDEFHJKMNPRTWXY]{4}-[34679ACDEFHJKMNPRTWXY]{4}$/);
  const phoneCode = (await shown.textContent()) ?? "";
  expect(await axeViolations(lan.page)).toEqual([]);
  await picture(lan.page, "helped-code-360", PHONE);

  await helper.offline(true);
  await agree(helper.page, hub.url, {
    procedure: PROCEDURE,
    name: "Nguyễn Thị Lan",
    how: { mode: "phone", code: phoneCode.toLowerCase() },
    notices: { to: "own" },
  });
  const document = await takeDown(helper.page);
  await helper.offline(false);
  await syncNow(helper.page, hub.url);

  await lan.page.goto(`${hub.url}/nguoi-giup`);
  await expect(lan.page.getByRole("heading", { name: /^Phạm Thị Mai/ })).toBeVisible();
  expect(await axeViolations(lan.page)).toEqual([]);
  await lan.page.getByRole("button", { name: /^Thôi không nhờ nữa/ }).click();
  await lan.page.getByRole("dialog").getByRole("button", { name: "Thôi không nhờ", exact: true }).click();
  await expect(lan.page.locator("main").getByText("Đã hết", { exact: true })).toBeVisible();
  await syncNow(lan.page, hub.url);
  await lan.page.goto(`${hub.url}/ho-so/${document}`);
  await expect(standing(lan.page)).toHaveText(/Bản nháp/);

  await syncNow(helper.page, hub.url);
  await helper.page.goto(`${hub.url}/ho-so/${document}/dien`);
  await expect(standing(helper.page)).toHaveText(/Lời đồng ý đã hết/);
});

test("a card before an officer, and news to a relative, offline; a passkey where there is one", async () => {
  test.setTimeout(180_000);
  const { page } = helper;
  await virtualKey(page);
  await helper.offline(true);
  const card: Session = {
    procedure: PROCEDURE,
    name: "Thạch Thị Sen",
    how: { mode: "card", officer: "CB-0112" },
    notices: { to: "relative", name: "Con gái Út", phone: "0909123456" },
  };
  await agree(page, hub.url, card);
  await takeDown(page);
  // Nobody's passkey is here: it is said, and nothing is begun.
  await untilAgreed(page, hub.url, { ...card, how: { mode: "passkey" } });
  await page.getByRole("button", { name: "Đồng ý", exact: true }).click();
  await expect(page.getByText("Chưa nhận được khóa của cô bác")).toBeVisible();
  await helper.offline(false);
  await page.goto(`${hub.url}/giup`);
  await expect(page.getByRole("link", { name: card.name })).toHaveCount(1);
});

test("a session ends where the next person says who they are: at the list of people, or at home", async () => {
  const { page } = helper;
  const end = async () => {
    await page.goto(`${hub.url}/giup`);
    await expect(page.getByRole("link", { name: "Tập luyện" })).toBeVisible();
    await page.getByRole("button", { name: "Kết thúc phiên" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Kết thúc", exact: true }).click();
  };
  await end();
  await heading(page, "Mình cần làm gì?");
  await share(page, hub.url, "Chị Mai");
  await end();
  await heading(page, "Ai đang dùng máy này?");
});

function lineOf(page: Page) {
  return page.getByRole("complementary", { name: "Giúp ai, lệ phí bao nhiêu" });
}
