// Every screen of the app: who sees it, how to get there, and in which state.
import { expect } from "@playwright/test";
import * as feedback from "./feedback";
import { at, chain, fill, press, pressInVain, type Screen, type Step, shows } from "./opening";
import { withBoth } from "./ownUnit";
import { begin, handIn } from "./person";
import { questions } from "./questions";
import type { Shelf } from "./shelf";
import { inTongue, type Said } from "./tongue";

const receivedAtDesk = {
  vi: /^Quầy Đặc khu Côn Đảo đã nhận lúc/,
  en: /^The desk of Đặc khu Côn Đảo received it at/,
};
const formUnknown = { vi: /Máy này chưa có mẫu đơn này/, en: /This device does not have the form/ };

const dossier = (which: keyof Shelf, heading: string, state: Said) =>
  chain(
    at((shelf) => `/ho-so/${shelf[which]}`, heading),
    shows(state),
  );

export const firstScreen = chain(at("/", "Mình cần làm gì?"), shows("Máy này đã sẵn sàng dùng khi mất mạng"));

/** Where the newcomer's own dossier is, once it was handed in. */
let queuedAt = "";

export const queued: Step = async (page, place) => {
  if (queuedAt === "") {
    if (place.language !== "vi") throw new Error("a dossier is handed in in Vietnamese");
    await page.goto(place.url);
    await begin(page, feedback.procedure);
    await handIn(page, feedback.steps("Tàu cá neo chắn lối ra vào cầu cảng"));
    queuedAt = page.url();
  }
  await page.goto(queuedAt);
  await shows("Chờ gửi")(page, place);
};

const ownUnit = at("/quay/phuong-xa", "Phường, xã tự khai");

const newcomer: readonly Screen[] = [
  { name: "home-empty", who: "newcomer", open: firstScreen },
  { name: "dossiers-empty", who: "newcomer", open: at("/ho-so", "Hồ sơ của tôi") },
  { name: "catalogue", who: "newcomer", open: at("/thu-tuc", "Làm hồ sơ mới") },
  {
    name: "catalogue-groups",
    who: "newcomer",
    open: chain(at("/thu-tuc", "Làm hồ sơ mới"), async (page) => {
      for (const summary of await page.locator("summary").all()) await summary.click();
    }),
  },
  {
    name: "catalogue-found",
    who: "newcomer",
    open: chain(
      at("/thu-tuc", "Làm hồ sơ mới"),
      fill("Tìm việc cần làm", "tien nguoi gia"),
      shows({ vi: /^Cũng gọi là “tiền người già”$/, en: /^Also called “tiền người già”$/ }),
    ),
  },
  // Only a desk finishes it; nothing to pay; a fee that nobody knows.
  { name: "procedure-partial", who: "newcomer", open: at("/thu-tuc/2.000815", "Hẹn đi chứng thực bản sao") },
  {
    name: "procedure-free",
    who: "newcomer",
    open: at("/thu-tuc/CHUYEN_DOI", "Đổi giấy tờ vì phường, xã đổi tên, sáp nhập"),
  },
  { name: "procedure-unknown-fee", who: "newcomer", open: at("/thu-tuc/1.013225", "Xin phép xây nhà") },
  { name: "help", who: "newcomer", open: at("/tro-giup", "Tìm người giúp") },
  {
    name: "help-found",
    who: "newcomer",
    open: chain(
      at("/tro-giup", "Tìm người giúp"),
      fill("Tên phường, xã, đặc khu", "con dao"),
      shows("Đặc khu Côn Đảo"),
    ),
  },
  { name: "enrol", who: "newcomer", open: at("/vao", "Đăng nhập máy này") },
  {
    name: "enrol-faults",
    who: "newcomer",
    open: chain(at("/vao", "Đăng nhập máy này"), pressInVain("Đăng nhập")),
  },
  { name: "settings-signed-out", who: "newcomer", open: at("/cai-dat", "Cài đặt") },
  { name: "people-share", who: "newcomer", open: at("/doi-nguoi", "Nhiều người dùng chung máy") },
  {
    name: "people-add",
    who: "newcomer",
    open: chain(at("/doi-nguoi/them", "Thêm người"), press("Thêm người này"), shows("Chưa ghi tên gọi")),
  },
  { name: "practice", who: "newcomer", open: at("/tap-luyen", "Tập luyện") },
  { name: "not-found", who: "newcomer", open: at("/khong-co", "Không có trang này") },
  { name: "dossier-queued", who: "newcomer", open: queued },
  {
    name: "dossier-remember",
    who: "newcomer",
    open: chain(
      queued,
      (page) => page.goto(`${page.url()}/kiem-tra`).then(() => undefined),
      press("Nộp hồ sơ"),
      shows("Nhớ những điều này cho lần sau?"),
    ),
  },
  {
    name: "about-me-empty",
    who: "newcomer",
    open: at("/cai-dat/thong-tin-cua-toi", "Thông tin của tôi"),
  },
  {
    name: "offline",
    who: "newcomer",
    open: chain(firstScreen, press("Giả mất mạng")),
    offline: "never",
  },
  { name: "gate", who: "in-zalo", open: at("/", "Mở bằng trình duyệt khác"), offline: "never" },
];

const reading: readonly Screen[] = [
  { name: "home", who: "lan", open: chain(firstScreen, shows("Làm gần đây")) },
  { name: "dossiers", who: "lan", open: chain(at("/ho-so", "Hồ sơ của tôi"), shows("Cần mình xem lại")) },
  {
    name: "dossier-draft",
    who: "lan",
    open: dossier("building", "Nhà ở gia đình bà Lan", "Bản nháp – đã lưu trên máy"),
  },
  {
    name: "dossier-discard",
    who: "lan",
    open: chain(
      dossier("building", "Nhà ở gia đình bà Lan", "Bản nháp – đã lưu trên máy"),
      press("Bỏ hồ sơ này"),
      (page) => expect(page.getByRole("dialog")).toBeVisible(),
    ),
  },
  { name: "dossier-declined", who: "lan", open: dossier("declined", "Sửa mái hiên nhà số 12", "Cần sửa") },
  {
    name: "dossier-two-answers",
    who: "lan",
    open: dossier("twofold", "Cầu khỉ qua rạch bị gãy một nhịp", "Có hai câu trả lời"),
  },
  {
    name: "dossier-received",
    who: "lan",
    open: dossier("submitted", "Đèn đường trước chợ tắt ba đêm", receivedAtDesk),
  },
  {
    name: "dossier-edited-since",
    who: "lan",
    open: dossier("late", "Nước máy đục từ sáng thứ hai", "Có hai câu trả lời"),
  },
  {
    name: "dossier-form-unknown",
    who: "lan",
    open: chain(dossier("newer", "Thông báo khởi công", formUnknown), async (page, { language }) => {
      for (const offer of ["Làm tiếp", "Xem lại và nộp"])
        await expect(page.getByRole("link", { name: inTongue(language, offer) })).toHaveCount(0);
    }),
  },
  {
    name: "dossier-older",
    who: "lan",
    open: chain(
      dossier("older", "Cống trước nhà bị nghẹt", "Bản nháp – đã lưu trên máy"),
      shows("Tờ khai của hồ sơ này có mẫu mới."),
    ),
  },
  {
    name: "new-form",
    who: "lan",
    open: chain(
      at(({ older }) => `/ho-so/${older}/mau-moi`, "Tờ khai có mẫu mới"),
      shows("Các câu đã ghi giữ nguyên."),
    ),
  },
  {
    name: "two-answers",
    who: "lan",
    open: chain(
      at(({ twofold }) => `/ho-so/${twofold}/hai-cau-tra-loi`, "Có hai câu trả lời"),
      shows("0901111111"),
    ),
  },
  {
    name: "two-answers-rewrite",
    who: "lan",
    open: chain(
      at(({ twofold }) => `/ho-so/${twofold}/hai-cau-tra-loi`, "Có hai câu trả lời"),
      press("Ghi lại"),
    ),
  },
  { name: "settings", who: "lan", open: chain(at("/cai-dat", "Cài đặt"), shows(/Nguyễn Thị Lan/)) },
  { name: "enrol-already", who: "lan", open: at("/vao", "Đăng nhập máy này") },
];

const desk: readonly Screen[] = [
  {
    name: "desk",
    who: "officer",
    offline: "cut",
    open: chain(at("/quay", "Hồ sơ gửi tới"), shows("Chờ nhận")),
  },
  {
    name: "desk-dossier",
    who: "officer",
    offline: "cut",
    open: chain(
      at(({ late }) => `/quay/${late}`, "Nguyễn Thị Lan"),
      shows("Sửa sau khi nộp"),
    ),
  },
  {
    name: "desk-dossier-received",
    who: "officer",
    offline: "cut",
    open: chain(
      at(({ submitted }) => `/quay/${submitted}`, "Nguyễn Thị Lan"),
      shows(receivedAtDesk),
    ),
  },
  {
    name: "desk-dossier-about",
    who: "officer",
    offline: "cut",
    open: chain(
      at(({ late }) => `/quay/${late}`, "Nguyễn Thị Lan"),
      (page) => page.locator("details.about > summary").click(),
      shows("Cổng 1022, nhận 24 giờ mỗi ngày"),
    ),
  },
  { name: "desk-unit", who: "officer", offline: "cut", open: chain(ownUnit, withBoth) },
  {
    name: "desk-unit-new",
    who: "officer",
    offline: "cut",
    open: chain(ownUnit, press("Thêm khu vực"), pressInVain("Lưu")),
  },
  {
    name: "about-me-at-desk",
    who: "officer",
    open: chain(
      at("/cai-dat/thong-tin-cua-toi", "Thông tin của tôi"),
      shows(/Máy này của quầy|belongs to a desk/),
    ),
  },
  { name: "desk-not-an-officer", who: "lan", open: at("/quay", "Hồ sơ gửi tới") },
];

/** In this order: the newcomer's first screen is empty only before something was handed in. */
export const screens: readonly Screen[] = [...newcomer, ...questions, ...reading, ...desk];
