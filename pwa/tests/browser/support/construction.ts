// The construction-start notice of a family on Côn Đảo, question by question.
import { both, day, nothing, pick, row, type Step, type, unit } from "./person";

const drawing = (name: string) => row("Thêm bản vẽ", type("Tên bản vẽ", name));

/** The hub wants some working days between the notice and the start: `26/12/2026`. */
function dayFromNow(days: number): string {
  const [year, month, day] = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split("-");
  return `${day}/${month}/${year}`;
}

export const procedure = /Báo trước khi xây nhà/;

export const steps: readonly Step[] = [
  { question: "Chủ nhà tên gì?", answer: type("Tên chủ đầu tư", "Nguyễn Thị Lan") },
  {
    question: "Chủ nhà dùng giấy tờ nào?",
    answer: both(pick("Căn cước, CCCD (12 số)"), type("Số trên giấy tờ", "077185001234")),
  },
  {
    question: "Chủ nhà đang ở đâu?",
    answer: both(
      pick("Trong Thành phố Hồ Chí Minh"),
      unit("con dao", "Đặc khu Côn Đảo"),
      type("Số nhà, đường, khu phố hoặc ấp", "12 Nguyễn Huệ, khu 3"),
    ),
  },
  { question: "Gọi chủ nhà số nào?", answer: type("Số điện thoại", "0901234567") },
  { question: "Xây công trình gì?", answer: type("Tên công trình", "Nhà ở gia đình bà Lan") },
  {
    question: "Xây ở đâu?",
    answer: both(
      unit("con dao", "Đặc khu Côn Đảo"),
      type("Số nhà, đường, khu phố hoặc ấp", "Lô 7, đường Võ Thị Sáu"),
    ),
  },
  {
    question: "Thửa đất số mấy, tờ bản đồ số mấy?",
    answer: both(type("Số thửa", "118"), type("Số tờ bản đồ", "21")),
  },
  { question: "Có giấy phép hay được miễn?", answer: pick("Được miễn giấy phép") },
  {
    question: "Khu vực được miễn là khu nào?",
    answer: type("Khu vực được miễn giấy phép", "Khu dân cư số 3"),
  },
  { question: "Có phải nhà ở nông thôn hay hải đảo?", answer: pick("Không phải") },
  { question: "Hồ sơ thiết kế có những bản vẽ nào?", answer: drawing("Mặt bằng tầng trệt") },
  {
    question: "Công trình lớn cỡ nào?",
    answer: both(type(/^Diện tích xây dựng/, "106,5"), type(/^Số tầng/, "2"), type(/^Chiều cao/, "7,8")),
  },
  { question: "Ngày nào khởi công?", answer: day(dayFromNow(30)) },
  { question: "Dự kiến ngày nào xong?", answer: nothing },
  { question: "Ai thi công?", answer: nothing },
  { question: "Ai giám sát?", answer: nothing },
];
