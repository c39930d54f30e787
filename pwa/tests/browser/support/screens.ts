// Every screen of the app: who sees it, how to get there, and in which state.
import { expect, type Page } from "@playwright/test";
import * as feedback from "./feedback";
import { begin, handIn } from "./person";
import type { Shelf } from "./shelf";

/** Somebody without an account, somebody with a shelf full of dossiers, an officer, and somebody inside Zalo. */
export type Who = "newcomer" | "lan" | "officer" | "in-zalo";

export interface Place {
  readonly url: string;
  readonly shelf: Shelf;
}

export interface Screen {
  readonly name: string;
  readonly who: Who;
  /** May be called again and again. */
  readonly open: (page: Page, place: Place) => Promise<void>;
}

type Open = Screen["open"];

/** A screen at an address, by its first heading. */
const at =
  (path: string | ((shelf: Shelf) => string), heading: string | RegExp): Open =>
  async (page, { url, shelf }) => {
    await page.goto(url + (typeof path === "string" ? path : path(shelf)));
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  };

const then =
  (open: Open, further: (page: Page) => Promise<void>): Open =>
  async (page, place) => {
    await open(page, place);
    await further(page);
  };

const press = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).click();

const pressInVain = (name: string) => async (page: Page) => {
  await press(name)(page);
  await expect(page.getByRole("heading", { name: /^Có \d+ chỗ cần sửa$/ })).toBeVisible();
};

const shows = (text: string | RegExp) => (page: Page) =>
  expect(page.locator("main").getByText(text).first()).toBeVisible();

const search = (letters: string) => async (page: Page) => {
  await page.getByRole("combobox").first().fill(letters);
  await expect(page.getByRole("option").first()).toBeVisible();
};

const building = (step: string, heading: string) =>
  at(({ building: id }) => `/ho-so/${id}/dien/${step}`, heading);
const copies = (step: string, heading: string) =>
  at(({ copies: id }) => `/ho-so/${id}/dien/${step}`, heading);
const begun = (step: string, heading: string) => at(({ begun: id }) => `/ho-so/${id}/dien/${step}`, heading);
const dossier = (which: keyof Shelf, heading: string, state: string | RegExp) =>
  then(
    at((shelf) => `/ho-so/${shelf[which]}`, heading),
    shows(state),
  );

const aRow = then(copies("ban-chinh", "Cần chứng thực những giấy tờ nào?"), async (page) => {
  await page.getByRole("link", { name: /^Sửa/ }).first().click();
  await expect(page.getByLabel("Tên giấy tờ")).toBeVisible();
});

const firstScreen = then(at("/", "Mình cần làm gì?"), shows("Máy này đã sẵn sàng dùng khi mất mạng"));

/** Where the newcomer's own dossier is, once it was handed in. */
let queuedAt = "";

const queued: Open = async (page, { url }) => {
  if (queuedAt === "") {
    await page.goto(url);
    await begin(page, feedback.procedure);
    await handIn(page, feedback.steps("Tàu cá neo chắn lối ra vào cầu cảng"));
    queuedAt = page.url();
  }
  await page.goto(queuedAt);
  await shows("Chờ gửi")(page);
};

const newcomer: readonly Screen[] = [
  { name: "home-empty", who: "newcomer", open: firstScreen },
  { name: "dossiers-empty", who: "newcomer", open: at("/ho-so", "Hồ sơ của tôi") },
  { name: "catalogue", who: "newcomer", open: at("/thu-tuc", "Làm hồ sơ mới") },
  {
    name: "catalogue-facts",
    who: "newcomer",
    open: then(at("/thu-tuc", "Làm hồ sơ mới"), async (page) => {
      for (const summary of await page.locator("summary").all()) await summary.click();
    }),
  },
  { name: "help", who: "newcomer", open: at("/tro-giup", "Tìm người giúp") },
  {
    name: "help-found",
    who: "newcomer",
    open: then(at("/tro-giup", "Tìm người giúp"), async (page) => {
      await page.getByLabel("Tên phường, xã, đặc khu").fill("con dao");
      await expect(page.getByRole("heading", { name: "Đặc khu Côn Đảo" })).toBeVisible();
    }),
  },
  { name: "enrol", who: "newcomer", open: at("/vao", "Đăng nhập máy này") },
  {
    name: "enrol-faults",
    who: "newcomer",
    open: then(at("/vao", "Đăng nhập máy này"), pressInVain("Đăng nhập")),
  },
  { name: "settings-signed-out", who: "newcomer", open: at("/cai-dat", "Cài đặt") },
  { name: "not-found", who: "newcomer", open: at("/khong-co", "Không có trang này") },
  { name: "dossier-queued", who: "newcomer", open: queued },
  {
    name: "offline",
    who: "newcomer",
    open: then(firstScreen, press("Giả mất mạng")),
  },
  { name: "gate", who: "in-zalo", open: at("/", "Mở bằng trình duyệt khác") },
];

const filling: readonly Screen[] = [
  { name: "form-choice", who: "lan", open: begun("linh-vuc", "Bà con phản ánh chuyện gì?") },
  {
    name: "form-faults",
    who: "lan",
    open: then(begun("noi-dung", "Kể lại sự việc"), pressInVain("Tiếp tục")),
  },
  { name: "form-day-and-hour", who: "lan", open: begun("luc-nao", "Chuyện xảy ra lúc nào?") },
  {
    name: "form-unit-open",
    who: "lan",
    open: then(begun("o-dau", "Chuyện xảy ra ở đâu?"), search("tan")),
  },
  { name: "form-position", who: "lan", open: begun("toa-do", "Có muốn ghim vị trí không?") },
  { name: "form-code", who: "lan", open: building("giay-to", "Chủ nhà dùng giấy tờ nào?") },
  { name: "form-unit-chosen", who: "lan", open: building("dia-chi", "Chủ nhà đang ở đâu?") },
  { name: "form-date", who: "lan", open: building("giay-phep", "Giấy phép xây dựng số mấy?") },
  { name: "form-promise", who: "lan", open: building("ban-sao", "Bản sao giấy phép đưa bằng cách nào?") },
  {
    name: "form-numbers-faults",
    who: "lan",
    open: then(building("quy-mo", "Công trình lớn cỡ nào?"), pressInVain("Tiếp tục")),
  },
  { name: "form-partial-date", who: "lan", open: copies("ngay-sinh", "Sinh ngày nào?") },
  { name: "form-rows", who: "lan", open: copies("ban-chinh", "Cần chứng thực những giấy tờ nào?") },
  { name: "form-row", who: "lan", open: aRow },
  {
    name: "form-country-open",
    who: "lan",
    open: then(aRow, async (page) => {
      await press("Tiếp tục")(page);
      await search("ph")(page);
    }),
  },
  {
    name: "check-answers",
    who: "lan",
    open: at(({ submitted }) => `/ho-so/${submitted}/kiem-tra`, "Xem lại trước khi nộp"),
  },
  {
    name: "check-answers-faults",
    who: "lan",
    open: then(
      at(({ building: id }) => `/ho-so/${id}/kiem-tra`, "Xem lại trước khi nộp"),
      pressInVain("Nộp hồ sơ"),
    ),
  },
];

const reading: readonly Screen[] = [
  { name: "home", who: "lan", open: then(firstScreen, shows("Làm gần đây")) },
  { name: "dossiers", who: "lan", open: then(at("/ho-so", "Hồ sơ của tôi"), shows("Cần mình xem lại")) },
  {
    name: "dossier-draft",
    who: "lan",
    open: dossier("building", "Nhà ở gia đình bà Lan", "Bản nháp – đã lưu trên máy"),
  },
  {
    name: "dossier-discard",
    who: "lan",
    open: then(dossier("building", "Nhà ở gia đình bà Lan", "Bản nháp"), async (page) => {
      await press("Bỏ hồ sơ này")(page);
      await expect(page.getByRole("dialog")).toBeVisible();
    }),
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
    open: dossier("submitted", "Đèn đường trước chợ tắt ba đêm", /^Quầy Đặc khu Côn Đảo đã nhận lúc/),
  },
  {
    name: "dossier-edited-since",
    who: "lan",
    open: dossier("late", "Nước máy đục từ sáng thứ hai", "Có hai câu trả lời"),
  },
  {
    name: "dossier-form-unknown",
    who: "lan",
    open: then(dossier("newer", "Thông báo khởi công", /Máy này chưa có mẫu đơn này/), async (page) => {
      for (const offer of ["Làm tiếp", "Xem lại và nộp"])
        await expect(page.getByRole("link", { name: offer })).toHaveCount(0);
    }),
  },
  {
    name: "two-answers",
    who: "lan",
    open: then(
      at(({ twofold }) => `/ho-so/${twofold}/hai-cau-tra-loi`, "Có hai câu trả lời"),
      shows("0901111111"),
    ),
  },
  {
    name: "two-answers-rewrite",
    who: "lan",
    open: then(
      at(({ twofold }) => `/ho-so/${twofold}/hai-cau-tra-loi`, "Có hai câu trả lời"),
      press("Ghi lại"),
    ),
  },
  { name: "settings", who: "lan", open: then(at("/cai-dat", "Cài đặt"), shows(/Nguyễn Thị Lan/)) },
  { name: "enrol-already", who: "lan", open: at("/vao", "Đăng nhập máy này") },
];

const desk: readonly Screen[] = [
  { name: "desk", who: "officer", open: then(at("/quay", "Hồ sơ gửi tới"), shows("Chờ nhận")) },
  {
    name: "desk-dossier",
    who: "officer",
    open: then(
      at(({ late }) => `/quay/${late}`, "Nguyễn Thị Lan"),
      shows("Sửa sau khi nộp"),
    ),
  },
  {
    name: "desk-dossier-received",
    who: "officer",
    open: then(
      at(({ submitted }) => `/quay/${submitted}`, "Nguyễn Thị Lan"),
      shows(/đã nhận lúc/),
    ),
  },
  { name: "desk-not-an-officer", who: "lan", open: at("/quay", "Hồ sơ gửi tới") },
];

/** In this order: the newcomer's first screen is empty only before something was handed in. */
export const screens: readonly Screen[] = [...newcomer, ...filling, ...reading, ...desk];
