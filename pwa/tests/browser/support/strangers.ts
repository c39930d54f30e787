// What somebody without an account meets when something is not there, is refused, or cannot be kept.
import { expect } from "@playwright/test";
import {
  at,
  chain,
  diskFull,
  fill,
  follow,
  press,
  type Screen,
  type Step,
  shows,
  unreachable,
} from "./opening";
import { queued } from "./screens";

const nobody = "0".repeat(32);

export const strangers: readonly Screen[] = [
  {
    name: "catalogue-none",
    who: "newcomer",
    open: chain(
      at("/thu-tuc", "Làm hồ sơ mới"),
      fill("Tìm việc cần làm", "qwx"),
      shows("Chưa thấy việc này. Thử gõ ít chữ hơn, hoặc tìm người giúp."),
    ),
  },
  {
    name: "catalogue-not-saved",
    who: "newcomer",
    open: chain(
      at("/thu-tuc", "Làm hồ sơ mới"),
      diskFull,
      fill("Tìm việc cần làm", "sao y"),
      (page) => page.locator("main li button").first().click(),
      shows("Máy chưa lưu được nên chưa mở hồ sơ mới. Xem mục Chỗ lưu trong Cài đặt rồi thử lại."),
    ),
  },
  {
    name: "procedure-not-saved",
    who: "newcomer",
    open: chain(
      at("/thu-tuc/2.000815", "Hẹn đi chứng thực bản sao"),
      diskFull,
      press("Bắt đầu"),
      shows("Máy chưa lưu được nên chưa mở hồ sơ mới. Xem mục Chỗ lưu trong Cài đặt rồi thử lại."),
    ),
  },
  { name: "procedure-missing", who: "newcomer", open: at("/thu-tuc/9.999999", "Không có trang này") },
  {
    name: "help-none",
    who: "newcomer",
    open: chain(
      at("/tro-giup", "Tìm người giúp"),
      fill("Tên phường, xã, đặc khu", "qwx"),
      shows("Thử gõ ít chữ hơn, chỉ cần tên riêng."),
    ),
  },
  {
    name: "help-many",
    who: "newcomer",
    open: chain(at("/tro-giup", "Tìm người giúp"), fill("Tên phường, xã, đặc khu", "an"), (page) =>
      expect(page.getByRole("listitem")).toHaveCount(10),
    ),
  },
  {
    name: "help-near",
    who: "newcomer",
    open: chain(
      async (page, { url }) => {
        await page.context().grantPermissions(["geolocation"], { origin: url });
        await page.context().setGeolocation({ latitude: 8.682, longitude: 106.607 });
      },
      at("/tro-giup", "Tìm người giúp"),
      press("Tìm chỗ gần tôi"),
      shows("Đặc khu Côn Đảo"),
    ),
  },
  {
    name: "help-denied",
    who: "newcomer",
    open: chain(
      (page) => page.context().clearPermissions(),
      at("/tro-giup", "Tìm người giúp"),
      press("Tìm chỗ gần tôi"),
      shows("Máy chưa cho xem vị trí. Gõ tên phường, xã ở trên cũng tìm được."),
    ),
  },
  { name: "dossier-missing", who: "newcomer", open: at(`/ho-so/${nobody}`, "Không có trang này") },
  { name: "form-missing", who: "newcomer", open: at(`/ho-so/${nobody}/dien`, "Hồ sơ này không có trên máy") },
  {
    name: "two-answers-missing",
    who: "newcomer",
    open: at(`/ho-so/${nobody}/hai-cau-tra-loi`, "Không có trang này"),
  },
  {
    name: "enrol-unreachable",
    who: "newcomer",
    open: chain(
      unreachable("**/api/devices/**"),
      at("/vao", "Đăng nhập máy này"),
      fill("Mã đăng nhập", "SAI-HET-ROI"),
      press("Đăng nhập"),
      (page) => expect(page.getByRole("alert").locator(".band")).toBeVisible(),
    ),
  },
  {
    name: "enrol-refused",
    who: "newcomer",
    offline: "cut",
    open: chain(
      at("/vao", "Đăng nhập máy này"),
      fill("Mã đăng nhập", "SAI-HET-ROI"),
      press("Đăng nhập"),
      (page) => expect(page.getByRole("alert").locator(".band")).toBeVisible(),
    ),
  },
  {
    name: "settings-unsent",
    who: "newcomer",
    open: chain(
      queued,
      at("/cai-dat", "Cài đặt"),
      shows({ vi: /^Còn 1 hồ sơ chưa gửi hết\.$/, en: /^1 dossier has something unsent\.$/ }),
    ),
  },
  {
    name: "settings-bad-file",
    who: "newcomer",
    open: chain(
      at("/cai-dat", "Cài đặt"),
      (page) =>
        page
          .locator('input[type="file"]')
          .setInputFiles({ name: "hinh.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<html>") }),
      shows("Không đọc được tệp này. Chọn tệp đã lưu từ Hải Đăng."),
    ),
  },
  { name: "check-answers-ready", who: "newcomer", open: checkOf(queued) },
];

/** The dossier on show, looked over before handing in. */
function checkOf(opened: Step): Step {
  return chain(opened, follow("Sửa lại hồ sơ"), (page) =>
    expect(page.getByRole("checkbox").or(page.locator("button[type=submit]")).first()).toBeVisible(),
  );
}
