// What people look at after the hub has let it in: work of a lost phone, and a card that was seen at the desk.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { agree, type How, takeDown } from "./support/helping";
import { type DemoPerson, type Hub, startHub } from "./support/hub";
import { enrolPhone } from "./support/otherPhone";
import { answer, handIn, openOnce, signIn, syncNow } from "./support/person";
import { soundAt } from "./support/sound";
import { virtualKey } from "./support/virtualKey";

test.describe.configure({ mode: "serial" });

const PROCEDURE = "Phản ánh chuyện trong khu mình";
const STAFF_ID = "CB-0112";
const LATE = "Đèn đường sáng lại rồi";
const REASON = "Bà Lan xác nhận đã viết trước khi mất máy";

let hub: Hub;
const profiles: Profile[] = [];
let helper: Page;
let desk: Page;

test.beforeAll(async () => {
  hub = await startHub({ real: true });
  await hub.write(`UPDATE account SET staff = '${STAFF_ID}' WHERE person = 'Lê Minh Hải'`);
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

test("what a lost phone brings late is read for a reason, and counts once somebody has said so", async () => {
  const lost = await enrolPhone(hub.linkOf("lan"), "Máy đã mất");
  const kept = await enrolPhone(hub.linkOf("lan"), "Máy còn giữ");
  const document = await lost.begin(feedback.form, feedback.answers("Đèn đường trước chợ tắt"));
  await lost.submit(document, feedback.form);
  await lost.exchange();
  desk = await signedIn("hai", "Máy quầy");
  await opensSession(desk, `/quay/${document}`);
  await desk.getByRole("button", { name: "Đã nhận" }).click();
  await desk.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await expect(desk.getByText(/Quầy Đặc khu Côn Đảo đã nhận lúc/)).toBeVisible();
  await hub.stop();
  await hub.revoke("Máy đã mất");
  await hub.start();
  await lost.write(document, feedback.form, { "/text": LATE });
  await lost.exchange();
  await kept.exchange();
  expect(kept.values(document, "/text")).toEqual(["Đèn đường trước chợ tắt"]);

  const boss = await signedIn("ha", "Máy quản trị");
  await opensSession(boss, "/quan-tri");
  await boss.getByRole("link", { name: "Chờ người xem" }).click();
  const card = boss.getByRole("listitem").filter({ hasText: "Nguyễn Thị Lan, Máy đã mất" });
  await expect(card).toContainText("1 lần ghi");
  await expect(card).toContainText("máy đã bị ngưng");
  await expect(boss.getByText("Không có dấu hiệu nào.")).toBeVisible();
  await soundAt(boss, "review");
  await boss.getByRole("button", { name: "Xem và quyết định" }).click();
  await boss.getByRole("button", { name: "Đọc nội dung" }).click();
  await expect(boss.getByText("Chưa ghi vì sao")).toBeVisible();
  await expect(boss.getByText(LATE)).toHaveCount(0);
  await boss.getByLabel("Vì sao?").fill(REASON);
  await boss.getByRole("button", { name: "Đọc nội dung" }).click();
  await expect(boss.getByRole("region", { name: "Đã ghi" })).toContainText(LATE);
  await soundAt(boss, "review-read");
  await boss.getByRole("button", { name: "Cho tính vào hồ sơ" }).click();
  await boss.getByRole("dialog").getByRole("button", { name: "Cho tính vào hồ sơ" }).click();
  await expect(boss.getByText("Không có gì chờ.")).toBeVisible();
  await kept.exchange();
  expect(kept.values(document, "/text")).toEqual([LATE]);
});

test("an officer who saw the person and the card says so, once", async () => {
  helper = await signedIn("mai", "Máy bảng của tổ");
  const document = await handsInFor("Võ Thị Tư", { mode: "card", officer: STAFF_ID }, "Cây ngã chắn hẻm");
  await desk.goto(`${hub.url}/quay/${document}`);
  const card = desk.getByRole("region", { name: "Có người khai giúp" });
  await expect(card).toContainText("Chưa ai xác nhận, chỉ có lời người giúp");
  await soundAt(desk, "desk-card");
  await card.getByRole("button", { name: "Tôi đã thấy người này và căn cước" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Xác nhận" }).click();
  await expect(card).toContainText(/Lê Minh Hải đã xác nhận lúc \d\d:\d\d/);
  await expect(card.getByRole("button")).toHaveCount(0);
});

async function signedIn(person: DemoPerson, label: string): Promise<Page> {
  const profile = await openProfile();
  profiles.push(profile);
  await openOnce(profile.page, hub.url);
  await signIn(profile.page, hub.linkOf(person), label);
  return profile.page;
}

/** By a passkey made there: the word for it is the link by which they just signed in. */
async function opensSession(page: Page, path: string): Promise<void> {
  const key = await virtualKey(page);
  await page.goto(hub.url + path);
  await page.getByRole("button", { name: "Tạo khoá đăng nhập" }).click();
  await expect(page.getByText(/^Phiên còn/)).toBeVisible();
  await key.remove();
}

/** The helper asks, writes and hands in for somebody, and it reaches the hub. */
async function handsInFor(name: string, how: How, text: string): Promise<string> {
  await agree(helper, hub.url, {
    procedure: PROCEDURE,
    name,
    how,
    notices: { to: "post", address: "Ấp 3, Côn Đảo" },
  });
  const document = await takeDown(helper);
  await helper.goto(`${hub.url}/ho-so/${document}/dien`);
  await helper.getByRole("main").getByRole("link", { name: "Bắt đầu", exact: true }).click();
  for (const step of feedback.steps(text)) await answer(helper, step);
  await handIn(helper, []);
  await syncNow(helper, hub.url);
  return document;
}
