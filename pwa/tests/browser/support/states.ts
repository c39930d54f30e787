// Screens in the states that screens.ts leaves out: nothing there, something wrong, something just done.
import { expect, type Page } from "@playwright/test";
import { browsers } from "./browsers";
import { kinds } from "./kinds";
import {
  at,
  chain,
  diskFull,
  fill,
  portal,
  press,
  type Screen,
  type Step,
  shows,
  unreachable,
} from "./opening";
import { firstScreen } from "./screens";
import { strangers } from "./strangers";
import type { Said } from "./tongue";

const nobody = "0".repeat(32);

const filling: readonly Screen[] = [
  {
    name: "form-not-saved",
    who: "lan",
    open: chain(
      at(({ begun }) => `/ho-so/${begun}/dien/noi-dung`, "Kể lại sự việc"),
      diskFull,
      fill("Nội dung", "Nước ngập tới gối"),
      shows("Lưu lại"),
    ),
  },
  {
    name: "form-in-conflict",
    who: "lan",
    open: chain(
      at(({ twofold }) => `/ho-so/${twofold}/dien/lien-lac`, "Trả lời bà con qua đâu?"),
      shows("Câu này đang có hai câu trả lời."),
    ),
  },
  {
    name: "form-row-removed",
    who: "lan",
    open: chain(
      at(({ copies }) => `/ho-so/${copies}/dien/ban-chinh`, "Cần chứng thực những giấy tờ nào?"),
      press("Thêm giấy tờ"),
      (page) => expect(page).not.toHaveURL(/ban-chinh$/),
      at(({ copies }) => `/ho-so/${copies}/dien/ban-chinh`, "Cần chứng thực những giấy tờ nào?"),
      (page) => page.locator("main ol.rows > li").last().getByRole("button").click(),
      shows("Lấy lại"),
    ),
  },
  {
    name: "form-unknown",
    who: "lan",
    open: at(({ newer }) => `/ho-so/${newer}/dien`, "Máy này chưa biết mẫu đơn của hồ sơ"),
  },
  {
    name: "check-answers-conflict",
    who: "lan",
    open: chain(
      at(({ twofold }) => `/ho-so/${twofold}/kiem-tra`, "Xem lại trước khi nộp"),
      shows("Chọn câu đúng"),
    ),
  },
  {
    name: "check-answers-not-saved",
    who: "lan",
    open: chain(
      at(({ submitted }) => `/ho-so/${submitted}/kiem-tra`, "Xem lại trước khi nộp"),
      diskFull,
      press("Nộp hồ sơ"),
      shows("Chưa nộp được vì máy không lưu được. Những gì đã ghi vẫn còn. Thử lại sau ít phút."),
    ),
  },
];

const noneLeft = at(({ submitted }) => `/ho-so/${submitted}/hai-cau-tra-loi`, "Có hai câu trả lời");

const reading: readonly Screen[] = [
  {
    name: "two-answers-none",
    who: "lan",
    open: chain(noneLeft, shows("Không còn câu nào cần chọn.")),
  },
  {
    name: "two-answers-not-saved",
    who: "lan",
    open: chain(
      at(({ twofold }) => `/ho-so/${twofold}/hai-cau-tra-loi`, "Có hai câu trả lời"),
      diskFull,
      press("Dùng câu này"),
      shows("Máy chưa lưu được lựa chọn này. Thử lại sau ít phút."),
    ),
  },
  {
    name: "settings-unreachable",
    who: "lan",
    offline: "cut",
    open: chain(
      unreachable("**/api/sync"),
      at("/cai-dat", "Cài đặt"),
      press("Gửi ngay"),
      shows("Chưa nối được tới trung tâm. Máy sẽ tự thử lại."),
    ),
  },
  {
    name: "settings-portal",
    who: "lan",
    offline: "cut",
    open: chain(
      portal("**/api/sync"),
      at("/cai-dat", "Cài đặt"),
      press("Gửi ngay"),
      shows("Mạng này trả lời thay cho trung tâm. Nếu là wifi quán, xin mở trình duyệt để vào mạng trước."),
    ),
  },
  {
    name: "settings-wrong-clock",
    who: "lan",
    offline: "cut",
    open: chain(
      at("/cai-dat", "Cài đặt"),
      (page) =>
        page.evaluate(() => {
          const now = Date.now;
          Date.now = () => now() - 3 * 86_400_000;
        }),
      press("Gửi ngay"),
      shows({ vi: /^Đồng hồ của máy chậm khoảng 3 ngày/, en: /3 days/ }),
    ),
  },
  {
    name: "dossiers-undo",
    who: "lan",
    open: chain(
      at(({ begun }) => `/ho-so/${begun}`, ""),
      broughtBack,
      press("Bỏ hồ sơ này"),
      press("Bỏ hồ sơ"),
      shows("Đã bỏ hồ sơ."),
    ),
  },
  {
    name: "dossiers-discarded",
    who: "lan",
    open: chain(at("/ho-so", "Hồ sơ của tôi"), (page) => page.locator("summary").click()),
  },
  {
    name: "dossier-is-discarded",
    who: "lan",
    open: chain(
      at(({ begun }) => `/ho-so/${begun}`, ""),
      shows("Hồ sơ này đã bỏ, còn nằm trên máy."),
    ),
  },
];

/** Where the dossier lies among the discarded. */
async function broughtBack(page: Page): Promise<void> {
  const discarding = page.locator(".button.danger, .button").filter({ hasText: /Bỏ hồ sơ này|Discard this/ });
  const restoring = page.getByRole("button", { name: /Lấy lại hồ sơ|Bring it back/ });
  await expect(discarding.or(restoring)).toBeVisible();
  if (await restoring.isVisible()) await restoring.click();
  await expect(discarding).toBeVisible();
}

const desk: readonly Screen[] = [
  { name: "home-officer", who: "officer", open: chain(firstScreen, shows("Vào bàn của quầy")) },
  {
    name: "desk-empty",
    who: "new-desk",
    offline: "cut",
    open: chain(at("/quay", "Hồ sơ gửi tới"), shows("Chưa có hồ sơ nào gửi tới.")),
  },
  {
    name: "desk-unit-empty",
    who: "new-desk",
    offline: "cut",
    open: chain(at("/quay/phuong-xa", "Phường, xã tự khai"), shows(/^(Chưa khai khu nào|No area yet)\./)),
  },
  {
    name: "desk-unit-unreachable",
    who: "officer",
    offline: "cut",
    open: chain(
      unreachable("**/api/desk/**"),
      at("/quay/phuong-xa", "Phường, xã tự khai"),
      shows("Chưa nối được tới trung tâm."),
    ),
  },
  deskTrouble("unreachable", unreachable("**/api/desk/**"), "Chưa nối được tới trung tâm."),
  deskTrouble(
    "portal",
    portal("**/api/desk/**"),
    "Mạng này trả lời thay cho trung tâm. Xin xem lại kết nối.",
  ),
  {
    name: "desk-dossier-missing",
    who: "officer",
    offline: "cut",
    open: chain(
      at(`/quay/${nobody}`, "Hồ sơ"),
      shows("Không thấy hồ sơ này trong các hồ sơ đã nộp. Cũng có thể quầy khác đã nhận."),
    ),
  },
  {
    name: "desk-dossier-confirm",
    who: "officer",
    offline: "cut",
    open: chain(
      at(({ late }) => `/quay/${late}`, "Nguyễn Thị Lan"),
      press("Đã nhận"),
      (page) => expect(page.getByRole("dialog")).toBeVisible(),
    ),
  },
];

function deskTrouble(what: string, trouble: Step, sentence: Said): Screen {
  return {
    name: `desk-${what}`,
    who: "officer",
    offline: "cut",
    open: chain(trouble, at("/quay", "Hồ sơ gửi tới"), shows(sentence)),
  };
}

/** After all of `screens`: some of these change what is on the shelf. */
export const states: readonly Screen[] = [
  ...strangers,
  ...browsers,
  ...kinds,
  ...filling,
  ...reading,
  ...desk,
];
