// The pages on which questions are answered: each kind that there is in forms, open lists, faults, and the check.
import { expect } from "@playwright/test";
import { at, chain, fill, press, pressInVain, type Screen, search, shows } from "./opening";
import { inTongue } from "./tongue";

const building = (step: string, heading: string) =>
  at(({ building: id }) => `/ho-so/${id}/dien/${step}`, heading);
const copies = (step: string, heading: string) =>
  at(({ copies: id }) => `/ho-so/${id}/dien/${step}`, heading);
const begun = (step: string, heading: string) => at(({ begun: id }) => `/ho-so/${id}/dien/${step}`, heading);

const onePage = at(({ copies: id }) => `/ho-so/${id}/mot-trang`, "Hẹn chứng thực bản sao");

const aRow = chain(copies("ban-chinh", "Cần chứng thực những giấy tờ nào?"), async (page, { language }) => {
  await page
    .getByRole("main")
    .getByRole("link", { name: inTongue(language, "Sửa") })
    .first()
    .click();
  await expect(page.getByLabel(inTongue(language, "Tên giấy tờ"))).toBeVisible();
});

/** From what is kept there: the name and the telephone, which the reports of the shelf ask for. */
const aboutMe = chain(
  at("/cai-dat/thong-tin-cua-toi", "Thông tin của tôi"),
  fill("Họ và tên", "Nguyễn Thị Lan"),
  fill("Số điện thoại", "0901234567"),
  fill("Email", "lan@example.com"),
  shows("Đã lưu trên máy"),
);

export const questions: readonly Screen[] = [
  { name: "form-overview", who: "lan", open: building("", "Thông báo khởi công") },
  { name: "form-overview-to-mend", who: "lan", open: copies("", "Hẹn chứng thực bản sao") },
  { name: "form-one-page", who: "lan", open: onePage },
  {
    name: "form-one-page-faults",
    who: "lan",
    open: chain(onePage, pressInVain("Xem lại và nộp")),
  },
  {
    name: "form-choice-clearable",
    who: "lan",
    open: chain(
      begun("giau-ten", "Có giấu tên khi công khai không?"),
      (page) => page.getByRole("radio").first().check(),
      shows("Bỏ chọn"),
    ),
  },
  { name: "form-choice", who: "lan", open: begun("linh-vuc", "Bà con phản ánh chuyện gì?") },
  {
    name: "form-faults",
    who: "lan",
    open: chain(begun("noi-dung", "Kể lại sự việc"), pressInVain("Tiếp tục")),
  },
  { name: "form-day-and-hour", who: "lan", open: begun("luc-nao", "Chuyện xảy ra lúc nào?") },
  {
    name: "form-unit-open",
    who: "lan",
    open: chain(begun("o-dau", "Chuyện xảy ra ở đâu?"), search("tan")),
  },
  { name: "form-position", who: "lan", open: begun("toa-do", "Có muốn ghim vị trí không?") },
  { name: "form-code", who: "lan", open: building("giay-to", "Chủ nhà dùng giấy tờ nào?") },
  { name: "form-unit-chosen", who: "lan", open: building("dia-chi", "Chủ nhà đang ở đâu?") },
  { name: "form-date", who: "lan", open: building("giay-phep", "Giấy phép xây dựng số mấy?") },
  { name: "form-promise", who: "lan", open: building("ban-sao", "Bản sao giấy phép đưa bằng cách nào?") },
  {
    name: "form-numbers-faults",
    who: "lan",
    open: chain(building("quy-mo", "Công trình lớn cỡ nào?"), pressInVain("Tiếp tục")),
  },
  { name: "form-partial-date", who: "lan", open: copies("ngay-sinh", "Sinh ngày nào?") },
  { name: "form-rows", who: "lan", open: copies("ban-chinh", "Cần chứng thực những giấy tờ nào?") },
  { name: "form-row", who: "lan", open: aRow },
  {
    name: "form-country-open",
    who: "lan",
    open: chain(aRow, press("Tiếp tục"), search("ph")),
  },
  { name: "about-me", who: "lan", open: aboutMe },
  {
    name: "about-me-faults",
    who: "lan",
    open: chain(aboutMe, fill("Số điện thoại", "090123"), pressInVain("Xong")),
  },
  {
    name: "form-fill-in",
    who: "lan",
    open: chain(aboutMe, begun("lien-lac", "Trả lời bà con qua đâu?"), (page) =>
      page.locator("details.fill-in > summary").click(),
    ),
  },
  {
    name: "check-answers",
    who: "lan",
    open: at(({ submitted }) => `/ho-so/${submitted}/kiem-tra`, "Xem lại trước khi nộp"),
  },
  {
    name: "check-answers-faults",
    who: "lan",
    open: chain(
      at(({ building: id }) => `/ho-so/${id}/kiem-tra`, "Xem lại trước khi nộp"),
      pressInVain("Nộp hồ sơ"),
    ),
  },
];
