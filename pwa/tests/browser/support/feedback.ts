// The shortest form: something to tell 1022, question by question.
import { nothing, pick, type Step, type } from "./person";

export const procedure = /Phản ánh chuyện trong khu mình/;
export const form = "phan-anh@2";

export const steps = (text: string): readonly Step[] => [
  { question: "Bà con phản ánh chuyện gì?", answer: pick("Chuyện khác") },
  { question: "Kể lại sự việc", answer: type("Nội dung", text) },
  { question: "Chuyện xảy ra lúc nào?", answer: nothing },
  { question: "Có liên quan hồ sơ nào không?", answer: nothing },
  { question: "Chuyện xảy ra ở đâu?", answer: nothing },
  { question: "Có muốn ghim vị trí không?", answer: nothing },
  { question: "Bà con tên gì?", answer: type("Họ và tên", "Nguyễn Thị Lan") },
  { question: "Trả lời bà con qua đâu?", answer: type(/^Số điện thoại/, "0901234567") },
  { question: "Có giấu tên khi công khai không?", answer: nothing },
];

/** The same as a phone without a screen writes it. */
export const answers = (text: string) => ({
  "/category": "khac",
  "/text": text,
  "/name": "Nguyễn Thị Lan",
  "/phone": "0901234567",
});
