// Helping an elder at a table with no network, and what is left of it: the paper, the wall after handing in, the cancel code.
import { writeFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { agree, cancelBy, heading, type Session, takeDown, untilAgreed } from "./support/helping";
import { type Hub, startHub } from "./support/hub";
import { answer, handIn, openOnce, signIn, standing, syncNow } from "./support/person";
import { fits, picture } from "./support/picture";
import { DESKTOP, NARROW, PHONE } from "./support/stage";

const PROCEDURE = "Phản ánh chuyện trong khu mình";
const NAME = "Nguyễn Thị Tám";
const CANARY = "Nhà bà Tám bí mật cuối hẻm";
const REFUSED = "Mã này không dùng được";

/** The elder without a phone. */
const ELDER: Session = {
  procedure: PROCEDURE,
  name: NAME,
  how: { mode: "witness", name: "Lê Văn Chín", phone: "0909 123 456" },
  notices: { to: "post", address: "Ấp 3, Côn Đảo" },
};

let hub: Hub;
const profiles: Profile[] = [];

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

async function opened(): Promise<Profile> {
  const profile = await openProfile();
  profiles.push(profile);
  await openOnce(profile.page, hub.url);
  return profile;
}

/** Mai's tablet: signed in, and ready to do without a network. */
async function tablet(): Promise<Profile> {
  const profile = await opened();
  await signIn(profile.page, hub.linkOf("mai"), "Máy bảng của tổ");
  await profile.page.goto(hub.url);
  await expect(profile.page.getByRole("link", { name: /^Giúp bà con/ })).toBeVisible();
  return profile;
}

test("an elder with no phone is helped offline; once it is handed in the helper sees no answer, and the code ends it", async () => {
  test.setTimeout(300_000);
  const helper = await tablet();
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
    await holdsNoAnswer(page, document);
    await helper.offline(true);
    await holdsNoAnswer(page, document);
    await helper.offline(false);
  });

  await test.step("the desk sees who helped, and that news goes out by post", async () => {
    const officer = await openProfile({ width: 1280, height: 800 });
    profiles.push(officer);
    await signIn(officer.page, hub.linkOf("hai"), "Máy quầy");
    await officer.page.goto(`${hub.url}/quay/${document}`);
    const helped = officer.page.getByRole("region", { name: "Có người khai giúp" });
    await expect(helped).toContainText(`gửi thư, ${NAME}, Ấp 3, Côn Đảo`);
    await expect(helped).toContainText("trước người làm chứng Lê Văn Chín, 0909123456");
    await expect(helped).toContainText("Phạm Thị Mai, Tổ công nghệ số cộng đồng khu dân cư số 3");
    expect(await axeViolations(officer.page)).toEqual([]);
  });

  await test.step("from a clean browser the code ends it once; wrong, used and unknown have the same words", async () => {
    const { page: clean } = await opened();
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
  const helper = await tablet();
  const { page } = helper;
  const code = await agree(page, hub.url, { ...ELDER, name: "Trần Thị Mười" });
  const document = await takeDown(page);
  await syncNow(page, hub.url);
  await helper.offline(true);
  await page.goto(`${hub.url}/ho-so/${document}/dien`);
  await page.getByRole("main").getByRole("link", { name: "Bắt đầu", exact: true }).click();
  for (const step of feedback.steps(CANARY)) await answer(page, step);
  await handIn(page, []);
  const { page: clean } = await opened();
  await cancelBy(clean, hub.url, code, "Tôi không muốn nhờ nữa");
  await expect(clean.getByText(/^Đã hủy lúc/)).toBeVisible();
  await helper.offline(false);
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${document}`);
  await expect(standing(page)).toHaveText(/Cô bác đã thôi nhờ/);
  await expect(page.getByText("Những gì ghi sau đó được trung tâm giữ lại, có người xem.")).toBeVisible();
  await holdsNoAnswer(page, document);
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

  const helper = await tablet();
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
  const helper = await tablet();
  const { page } = helper;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await helper.offline(true);
  const card: Session = {
    procedure: PROCEDURE,
    name: NAME,
    how: { mode: "card", officer: "CB-0112" },
    notices: { to: "relative", name: "Con gái Út", phone: "0909123456" },
  };
  await agree(page, hub.url, card);
  await takeDown(page);
  // Nobody's passkey is here: it is said, and nothing is begun.
  await untilAgreed(page, hub.url, { ...card, how: { mode: "passkey" } });
  await page.getByRole("button", { name: "Đồng ý", exact: true }).click();
  await expect(page.getByText("Chưa nhận được khóa của cô bác")).toBeVisible();
  await page.goto(`${hub.url}/giup`);
  await expect(page.getByRole("link", { name: NAME })).toHaveCount(1);
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
    expect(await axeViolations(page), name).toEqual([]);
    await picture(page, `${name}-360`, PHONE);
    await picture(page, `${name}-1280`, DESKTOP);
    await inLarge(page, async () => {
      await fits(page, NARROW);
      await fits(page, PHONE);
      expect(await axeViolations(page), `${name}, 200 %`).toEqual([]);
      await picture(page, `${name}-360-large`, PHONE);
    });
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

function lineOf(page: Page) {
  return page.getByRole("complementary", { name: "Giúp ai, lệ phí bao nhiêu" });
}

/** Every address of a dossier, and every list: what was answered is nowhere in the page. */
async function holdsNoAnswer(page: Page, id: string): Promise<void> {
  const dossier = `/ho-so/${id}`;
  const forms = ["/dien", "/dien/noi-dung", "/mot-trang", "/kiem-tra", "/hai-cau-tra-loi", "/mau-moi"];
  const others = ["/", "/ho-so", "/giup", `/giup/giay/${id}`, "/cai-dat", "/the"];
  for (const path of [dossier, ...forms.map((form) => dossier + form), ...others]) {
    await page.goto(hub.url + path);
    await expect(page.locator("main[aria-busy=false]")).toBeVisible();
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    expect(html, path).not.toContain(CANARY);
    expect(await page.title(), path).not.toContain(CANARY);
  }
}

async function inLarge(page: Page, look: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.text = "200";
  });
  await look();
  await page.evaluate(() => {
    document.documentElement.dataset.text = "100";
  });
}
