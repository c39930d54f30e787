// What reaches a person: a citizen's report about a broker, and work that the hub kept apart, let in or only seen.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { type Agreed, consentOf, enrolPhone, type OtherPhone } from "./support/otherPhone";
import { openOnce, signIn, syncNow } from "./support/person";
import { soundAt } from "./support/sound";

test.describe.configure({ mode: "serial" });

const LATE = "Đèn sáng lại rồi, xin rút lại";
const MORE = "Có thêm một ổ gà trước chợ";
const PROCEDURE = "Phản ánh chuyện trong khu mình";
const WEEK_MS = 7 * 86_400_000;

let hub: Hub;
const profiles: Profile[] = [];
let lan: Page;
let boss: Page;
let helper: OtherPhone;
let helped = "";
let agreed: Agreed;

test.beforeAll(async () => {
  hub = await startHub();
  helper = await enrolPhone(hub.linkOf("mai"), "Máy bảng của tổ");
  lan = await signedIn("lan", "Điện thoại của Lan");
  boss = await signedIn("ha", "Máy quản trị");
  agreed = await byPhone(lan);
  helped = await helper.begin(
    feedback.form,
    feedback.answers("Đèn đường trước chợ tắt"),
    await consentOf(agreed),
  );
  await helper.submit(helped, feedback.form);
  await helper.exchange();
  await syncNow(lan, hub.url);
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

test("in two taps a citizen reports who asked for money; somebody looks and says what came of it", async () => {
  await lan.goto(`${hub.url}/ho-so/${helped}`);
  await lan.getByRole("button", { name: "Báo có người đòi tiền" }).click();
  await soundAt(lan, "report-dossier");
  await lan.getByRole("button", { name: "Gửi lời báo" }).click();
  await expect(lan.getByText("Đã gửi lời báo. Có người sẽ xem.").first()).toBeVisible();

  await lan.goto(`${hub.url}/tro-giup`);
  await lan.getByRole("button", { name: "Báo có người đòi tiền" }).click();
  await lan.getByRole("button", { name: "Gửi lời báo" }).click();
  await expect(lan.getByText("Đã gửi lời báo. Có người sẽ xem.").first()).toBeVisible();

  await reviewed();
  const signals = boss.getByRole("region", { name: "Dấu hiệu cò mồi" });
  const named = signals.getByRole("listitem").filter({ hasText: "Phạm Thị Mai" });
  await expect(named).toContainText("Người dân báo có người đòi tiền");
  await expect(signals.getByRole("listitem").filter({ hasText: "Chưa rõ là ai" })).toHaveCount(1);
  await named.getByRole("button", { name: "Đã xem xong" }).click();
  await named.getByRole("button", { name: "Đã xem xong" }).click();
  await expect(named).toContainText("Chưa ghi vì sao");
  await soundAt(boss, "signals");
  await named.getByLabel("Vì sao?").fill("Đã hỏi cả hai, chị Mai không lấy tiền");
  await named.getByRole("button", { name: "Đã xem xong" }).click();
  await expect(named).toHaveCount(0);
  await expect(signals.getByRole("listitem")).toHaveCount(1);
});

test("what a helper wrote behind the hand-in is read for a reason, and then stands on the citizen's phone", async () => {
  await helper.write(helped, feedback.form, { "/text": LATE });
  await helper.exchange();
  await syncNow(lan, hub.url);
  await lan.goto(`${hub.url}/ho-so/${helped}`);
  await expect(lan.getByText("Một lần sửa của người giúp tới sau khi đã nộp")).toBeVisible();
  await expect(lan.getByText(LATE)).toHaveCount(0);

  await reviewed();
  const kept = boss.getByRole("listitem").filter({ hasText: "người giúp ghi thêm sau khi đã nộp" });
  await kept.getByRole("button", { name: "Xem và quyết định" }).click();
  await kept.getByLabel("Vì sao?").fill("Bà Lan gọi tới, nhờ ghi thêm");
  await kept.getByRole("button", { name: "Đọc nội dung" }).click();
  await expect(kept).toContainText("Khai giúp cho Nguyễn Thị Lan");
  await expect(kept).toContainText(LATE);
  await soundAt(boss, "review-handed-in");
  await kept.getByRole("button", { name: "Cho tính vào hồ sơ" }).click();
  await boss.getByRole("dialog").getByRole("button", { name: "Cho tính vào hồ sơ" }).click();
  await expect(boss.getByText("Không có gì chờ.")).toBeVisible();

  await syncNow(lan, hub.url);
  await lan.goto(`${hub.url}/ho-so/${helped}`);
  await expect(lan.getByText(LATE).first()).toBeVisible();
  await expect(lan.getByText("Một lần sửa của người giúp")).toHaveCount(0);
});

test("what was declined from its beginning is shown with whom it was for, and can only be set aside", async () => {
  // Its paper has the code of another dossier: copied, not agreed.
  await helper.begin(
    feedback.form,
    feedback.answers(MORE),
    await consentOf({ ...agreed, name: "Võ Thị Tư" }),
  );
  await helper.exchange();
  await reviewed();
  const kept = boss.getByRole("listitem").filter({ hasText: "lời đồng ý không được nhận" });
  await kept.getByRole("button", { name: "Xem và quyết định" }).click();
  await expect(kept).toContainText("Hồ sơ này không được nhận từ đầu nên chỉ để riêng được");
  await kept.getByLabel("Vì sao?").fill("Giấy của người khác, đã gọi bà Tư");
  await kept.getByRole("button", { name: "Đọc nội dung" }).click();
  await expect(kept).toContainText("Khai giúp cho Võ Thị Tư");
  await expect(kept).toContainText(MORE);
  await expect(kept.getByRole("button", { name: "Cho tính vào hồ sơ" })).toHaveCount(0);
  await soundAt(boss, "review-declined-read");
  await kept.getByRole("button", { name: "Để riêng" }).click();
  await boss.getByRole("dialog").getByRole("button", { name: "Để riêng" }).click();
  await expect(boss.getByText("Không có gì chờ.")).toBeVisible();
});

test("a card that no officer confirmed in a week is told beside it", async () => {
  await hub.write(
    `UPDATE consent SET mode = 'card', officer = 'CB-0112', confirmed = NULL,
      submitted = submitted - ${WEEK_MS + 60_000} WHERE submitted IS NOT NULL`,
  );
  await reviewed();
  const cards = boss.getByRole("region", { name: "Căn cước chưa được cán bộ xác nhận" });
  await expect(cards.getByRole("listitem")).toContainText(/Phạm Thị Mai.*Cán bộ CB-0112, nộp ngày/);
  await soundAt(boss, "review-cards");
});

async function reviewed(): Promise<void> {
  await boss.goto(`${hub.url}/quan-tri/xem-lai`);
  await expect(boss.getByRole("region", { name: "Dấu hiệu cò mồi" })).toBeVisible();
}

/** By a code that the citizen's own phone shows. */
async function byPhone(page: Page): Promise<Agreed> {
  await page.goto(`${hub.url}/nguoi-giup`);
  await page.getByRole("button", { name: PROCEDURE }).click();
  await page.getByRole("button", { name: "Lấy mã" }).click();
  const code = (await page.locator(".number-box .number").textContent()) ?? "";
  const said = { name: "Nguyễn Thị Lan", procedure: "1022", mode: "phone", cancel: "K7PM-3XHW-9CDA" };
  return { ...said, proof: { code } };
}

async function signedIn(person: "lan" | "ha", label: string): Promise<Page> {
  const profile = await openProfile();
  profiles.push(profile);
  await openOnce(profile.page, hub.url);
  await signIn(profile.page, hub.linkOf(person), label);
  return profile.page;
}
