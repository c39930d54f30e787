// The main job without a mouse: Tab, Enter, Space, arrows and Escape, and at every stop the focus can be seen and has a name.
import { expect, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import { type Hub, startHub } from "./support/hub";
import { type Keyboard, keyboardOf } from "./support/keyboard";
import { fillsIn, givesCode, says, text, work } from "./support/keyboardForm";
import { openOnce, standing } from "./support/person";
import { fillShelf, type Shelf } from "./support/shelf";

let hub: Hub;
let shelf: Shelf;
const profiles: Profile[] = [];

test.beforeAll(async () => {
  hub = await startHub();
  shelf = await fillShelf(hub.linkOf("lan"));
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

test("a person without a mouse fills in, mends, hands in, chooses between answers, takes back, and settles in", async () => {
  const k = await sitDown();
  await test.step("the skip link", () => skips(k));
  await test.step("find the procedure", () => findsProcedure(k));
  await test.step("fill in", () => fillsIn(k));
  await test.step("check, mend, hand in", () => handsIn(k));
  await test.step("sign in: sent", () => signsIn(k));
  await test.step("two answers: one chosen, a third written", () => chooses(k));
  await test.step("a draft put away and taken back", () => takesBack(k));
  await test.step("language and size of the text", () => settlesIn(k));
});

test("an officer without a mouse says what the unit exempts, and marks a dossier as received", async () => {
  const k = await sitDown();
  await k.press("link", "Nhập mã đăng nhập");
  await givesCode(k, hub.linkOf("hai"), "Máy quầy");
  await k.press("link", "Vào bàn của quầy");
  await k.arrives("Hồ sơ gửi tới");
  await test.step("the unit's own page", () => saysForTheUnit(k));
  await expect(k.page.getByRole("link", { name: /Phản ánh/ }).first()).toBeVisible();
  await k.to("link", /Phản ánh/);
  const first = await k.now();
  await k.key("j");
  expect(await k.now()).not.toEqual(first);
  await k.key("ArrowUp");
  expect(await k.now()).toEqual(first);
  await k.walk();
  await k.press("link", first.name);
  await k.arrives("Nguyễn Thị Lan");
  await k.walk();
  await k.press("button", "Đã nhận");
  await asks(k, "Xác nhận đã nhận hồ sơ này?", "Đã nhận");
  await k.press("button", "Đã nhận");
  await k.press("button", "Xác nhận đã nhận");
  await expect(k.page.getByText(/Quầy Đặc khu Côn Đảo đã nhận lúc/)).toBeVisible();
  await k.arrives("Nguyễn Thị Lan");
  await says(k, "Đã ghi là đã nhận.");
});

async function saysForTheUnit(k: Keyboard): Promise<void> {
  await k.press("link", "Phường, xã tự khai");
  await k.arrives("Phường, xã tự khai");
  await k.press("button", "Thêm khu vực");
  expect(await k.now()).toMatchObject({ role: text, name: "Tên khu vực" });
  await k.page.keyboard.type("Khu thử nghiệm A");
  await k.walk();
  await k.press("button", "Không lưu");
  await asks(k, "Bỏ những gì vừa ghi?", "Không lưu", "Ghi tiếp");
  await k.press("button", "Lưu");
  await says(k, "Đã lưu “Khu thử nghiệm A”.");
  expect(await k.now()).toMatchObject({ role: "button", name: "Sửa Khu thử nghiệm A" });
  await k.press("button", "Thôi áp dụng Khu thử nghiệm A");
  expect(await k.now()).toMatchObject({ role: text, name: "Ngày" });
  await k.walk();
  await k.press("button", "Không lưu");
  await k.walk();
  await k.press("link", "Hồ sơ gửi tới");
  await k.arrives("Hồ sơ gửi tới");
}

async function sitDown(): Promise<Keyboard> {
  const profile = await openProfile();
  profiles.push(profile);
  await openOnce(profile.page, hub.url);
  return keyboardOf(profile.page);
}

async function skips(k: Keyboard): Promise<void> {
  await k.key("Tab");
  expect(await k.now()).toMatchObject({ role: "link", name: "Tới nội dung chính" });
  await k.key("Enter", "Tab");
  expect(await k.page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
  await k.walk();
}

async function findsProcedure(k: Keyboard): Promise<void> {
  await k.press("link", /^Làm hồ sơ mới/);
  await k.arrives("Làm hồ sơ mới");
  await k.press("DisclosureTriangle", /^Nhà đất, xây dựng/);
  await k.walk();
  await k.write("searchbox", "Tìm việc cần làm", "khoi cong");
  await expect(k.page.getByText(/^Thấy \d+ việc$/).first()).toBeAttached();
  await k.walk();
  await k.press("link", /^Cần gì, phí, bao lâu.*Báo trước khi xây nhà$/);
  await k.arrives("Báo trước khi xây nhà");
  await k.walk();
  await k.press("button", "Bắt đầu");
  await k.arrives("Thông báo khởi công");
  await k.walk();
  await k.press("link", "Bắt đầu");
}

async function handsIn(k: Keyboard): Promise<void> {
  await k.press("button", "Nộp hồ sơ");
  await k.arrives("Có 1 chỗ cần sửa");
  await k.key("Tab", "Enter");
  expect(await k.now()).toMatchObject({ role: "checkbox", name: /^Mình cam kết/ });
  await k.key("Space");
  await k.walk();
  await k.press("button", "Nộp hồ sơ");
  await k.arrives(work);
  await expect(standing(k.page)).toHaveText("Chờ gửi");
  await k.walk();
}

async function signsIn(k: Keyboard): Promise<void> {
  await k.press("link", "Đăng nhập để gửi");
  await givesCode(k, hub.linkOf("lan"), "Điện thoại của Lan");
  await k.press("link", "Xem hồ sơ của tôi");
  await k.arrives("Hồ sơ của tôi");
  // The walk is over a list that stands still: her own has gone, and all that her other phones sent has come.
  await expect(k.page.locator(".card")).toHaveCount(1 + Object.keys(shelf).length);
  await expect(
    k.page
      .locator(".card")
      .filter({ hasText: work })
      .getByText(/^Đã nộp lúc/),
  ).toBeVisible();
  await k.walk();
  await k.press("link", work);
  await k.arrives(work);
  await expect(standing(k.page)).toHaveText(/^Đã nộp lúc \d\d:\d\d/);
}

async function chooses(k: Keyboard): Promise<void> {
  await opensDossier(k, "Cầu khỉ qua rạch bị gãy một nhịp");
  await k.press("link", "Chọn câu đúng");
  await k.arrives("Có hai câu trả lời");
  await k.walk();
  await k.press("button", "Dùng câu kia");
  await says(k, "Đã chọn xong.");
  await k.arrives("Có hai câu trả lời");
  await k.press("link", "Về hồ sơ");
  await k.arrives("Cầu khỉ qua rạch bị gãy một nhịp");
  await opensDossier(k, "Nước máy đục từ sáng thứ hai");
  await k.press("link", "Chọn câu đúng");
  await k.arrives("Có hai câu trả lời");
  await k.press("button", "Ghi lại");
  await expect(k.page.locator("input:focus")).toBeVisible();
  expect(await k.now()).toMatchObject({ role: text, name: "Câu trả lời của mình" });
  await k.page.keyboard.type("0903333333");
  await k.walk();
  await k.press("button", "Lưu câu này");
  await says(k, "Đã chọn xong.");
  await k.arrives("Có hai câu trả lời");
}

/** From any screen of a dossier, by the list. */
async function opensDossier(k: Keyboard, title: string): Promise<void> {
  if ((await k.page.getByRole("link", { name: "Hồ sơ của tôi" }).count()) === 0)
    await k.press("link", "Về hồ sơ");
  await k.press("link", "Hồ sơ của tôi");
  await k.arrives("Hồ sơ của tôi");
  await k.press("link", title);
  await k.arrives(title);
}

async function takesBack(k: Keyboard): Promise<void> {
  const draft = "Nhà ở gia đình bà Lan";
  await opensDossier(k, draft);
  await k.press("button", "Bỏ hồ sơ này");
  await asks(k, "Bỏ hồ sơ này?", "Bỏ hồ sơ này");
  await k.press("button", "Bỏ hồ sơ này");
  await k.press("button", "Bỏ hồ sơ");
  await k.arrives("Hồ sơ của tôi");
  await expect(k.page.getByRole("status").filter({ hasText: "Đã bỏ hồ sơ." })).toBeVisible();
  await k.walk();
  await k.press("button", "Lấy lại");
  await says(k, "Đã lấy lại.");
  await k.arrives("Hồ sơ của tôi");
  await k.to("link", draft);
}

/** A dialog: the focus is in it and stays there, and Escape gives it back to the button that asked. */
async function asks(k: Keyboard, title: string, opener: string, no = "Thôi"): Promise<void> {
  await expect(k.page.getByRole("dialog", { name: title })).toBeVisible();
  expect(await k.now()).toMatchObject({ role: "button", name: no });
  for (let stops = 0; stops < 6; stops += 1) {
    await k.key("Tab");
    const inside = await k.page.evaluate(() => {
      const focused = document.activeElement;
      return focused === document.body || focused?.closest("dialog") !== null;
    });
    expect(inside, "nothing behind a dialog can be reached").toBe(true);
  }
  await k.key("Escape");
  await expect(k.page.getByRole("dialog")).toHaveCount(0);
  expect(await k.now()).toMatchObject({ role: "button", name: opener });
}

async function settlesIn(k: Keyboard): Promise<void> {
  await k.backTo("link", "Cài đặt");
  await k.key("Enter");
  await k.arrives("Cài đặt");
  await k.walk();
  await k.to("radio", "Tiếng Việt");
  await k.key("ArrowDown");
  await expect(k.page.locator('html[lang="en"] h1')).toHaveText("Settings");
  expect(await k.now()).toMatchObject({ role: "radio", name: "English" });
  await k.to("radio", /^Normal/);
  await k.key("ArrowDown", "ArrowDown", "ArrowDown");
  await expect(k.page.locator('html[data-text="200"]')).toBeVisible();
  await k.walk();
}
