// The construction-start notice filled in without a mouse: every kind of box, choice, list, date and row, and a fault to mend.
import { expect } from "@playwright/test";
import type { Keyboard } from "./keyboard";

/** The role of a box that text goes into. */
export const text = "textbox";
/** The name of the work, by which the dossier is then found. */
export const work = "Nhà kho nhà Lan";

/** What is said to a screen reader, without the focus going anywhere. */
export async function says(k: Keyboard, sentence: string): Promise<void> {
  await expect(k.page.locator('.sr[aria-live="polite"]')).toContainText(sentence);
}

/** Signs in by the code of a link, on the page that asks for it. */
export async function givesCode(k: Keyboard, link: string, device: string): Promise<void> {
  await k.arrives("Đăng nhập máy này");
  await k.write(text, "Mã đăng nhập", new URL(link).hash.replace("#ma=", ""));
  await k.write(text, "Gọi máy này là gì?", device);
  await k.key("Enter");
  await k.arrives("Đã đăng nhập");
}

/** "Tiếp tục", from wherever the focus is. */
async function goesOn(k: Keyboard, question: string): Promise<void> {
  await k.press("button", "Tiếp tục");
  await k.arrives(question);
}

export async function fillsIn(k: Keyboard): Promise<void> {
  await k.arrives("Chủ nhà tên gì?");
  await k.press("button", "Tiếp tục");
  await k.arrives("Có 1 chỗ cần sửa");
  await expect(k.page).toHaveTitle(/^Lỗi: /);
  await k.key("Tab", "Enter");
  expect(await k.now()).toMatchObject({ role: text, name: "Tên chủ đầu tư" });
  await k.write(text, "Tên chủ đầu tư", "Nguyễn Thị Lan");
  // Enter in a box goes on as well.
  await k.key("Enter");
  await k.arrives("Chủ nhà dùng giấy tờ nào?");
  await choose(k, "Căn cước, CCCD (12 số)");
  await k.write(text, "Số trên giấy tờ", "077185001234");
  await goesOn(k, "Chủ nhà đang ở đâu?");
  await choose(k, "Trong Thành phố Hồ Chí Minh");
  await unit(k);
  await k.write(text, "Số nhà, đường, khu phố hoặc ấp", "12 Nguyễn Huệ, khu 3");
  await k.walk();
  await goesOn(k, "Gọi chủ nhà số nào?");
  await k.write(text, "Số điện thoại", "0901234567");
  await goesOn(k, "Xây công trình gì?");
  await k.write(text, "Tên công trình", work);
  await goesOn(k, "Xây ở đâu?");
  await unit(k);
  await k.write(text, "Số nhà, đường, khu phố hoặc ấp", "Lô 7, đường Võ Thị Sáu");
  await goesOn(k, "Thửa đất số mấy, tờ bản đồ số mấy?");
  await k.write(text, "Số thửa", "118");
  await k.write(text, "Số tờ bản đồ", "21");
  await goesOn(k, "Có giấy phép hay được miễn?");
  await choose(k, "Được miễn giấy phép");
  await goesOn(k, "Khu vực được miễn là khu nào?");
  await k.write(text, "Khu vực được miễn giấy phép", "Khu dân cư số 3");
  await goesOn(k, "Có phải nhà ở nông thôn hay hải đảo?");
  await choose(k, "Không phải");
  await goesOn(k, "Hồ sơ thiết kế có những bản vẽ nào?");
  await rows(k);
  await goesOn(k, "Công trình lớn cỡ nào?");
  await k.write(text, /^Diện tích xây dựng/, "106,5");
  await k.write(text, /^Số tầng/, "2");
  await k.write(text, /^Chiều cao/, "7,8");
  await goesOn(k, "Ngày nào khởi công?");
  await k.write(text, "Ngày", "15");
  await k.write(text, "Tháng", "12");
  await k.write(text, "Năm", "2026");
  await k.walk();
  await goesOn(k, "Dự kiến ngày nào xong?");
  // Back, and what was written is still there.
  await k.backTo("link", "Quay lại");
  await k.key("Enter");
  await k.arrives("Ngày nào khởi công?");
  await expect(k.page.getByLabel("Năm", { exact: true })).toHaveValue("2026");
  await goesOn(k, "Dự kiến ngày nào xong?");
  await goesOn(k, "Ai thi công?");
  await goesOn(k, "Ai giám sát?");
  await goesOn(k, "Xem lại trước khi nộp");
}

/** Arrows walk through a group of choices, and take each that they come to. */
async function choose(k: Keyboard, name: string): Promise<void> {
  await k.to("radio", /./);
  await k.key("Space");
  for (let steps = 0; (await k.now()).name !== name; steps += 1) {
    if (steps > 20) throw new Error(`no choice “${name}”`);
    await k.key("ArrowDown");
  }
  await expect(k.page.getByRole("radio", { name })).toBeChecked();
}

async function unit(k: Keyboard): Promise<void> {
  await k.write("combobox", /^Phường, xã/, "con dao");
  await expect(k.page.getByText(/^Thấy \d+ tên, chọn một$/)).toBeVisible();
  await k.key("ArrowDown", "Escape");
  await expect(k.page.getByRole("option")).toHaveCount(0);
  await k.key("ArrowDown", "ArrowDown");
  const box = k.page.locator("input:focus");
  await expect(box).toHaveAttribute("aria-activedescendant", /option-0$/);
  await k.key("Enter");
  await expect(box).toHaveValue("Đặc khu Côn Đảo");
  await says(k, "Đã chọn Đặc khu Côn Đảo.");
}

async function rows(k: Keyboard): Promise<void> {
  for (const name of ["Mặt bằng tầng trệt", "Mặt cắt"]) {
    await k.press("button", "Thêm bản vẽ");
    await k.arrives("Bản vẽ gì?");
    await k.write(text, "Tên bản vẽ", name);
    await goesOn(k, "Hồ sơ thiết kế có những bản vẽ nào?");
  }
  await k.press("button", "Bỏ Mặt cắt");
  await k.arrives("Hồ sơ thiết kế có những bản vẽ nào?");
  await says(k, "Đã bỏ Mặt cắt.");
  await k.walk();
  await k.press("button", "Lấy lại");
  await k.arrives("Hồ sơ thiết kế có những bản vẽ nào?");
  await says(k, "Đã lấy lại.");
  await k.to("button", "Bỏ Mặt cắt");
}
