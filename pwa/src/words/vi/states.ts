/** How a dossier stands, word for word, and what happens next. Nothing here promises what the hub has not confirmed. */

export const states = {
  draft: "Bản nháp – đã lưu trên máy",
  queued: "Chờ gửi",
  sending: "Đang gửi",
  sent: (when: string) => `Đã gửi lúc ${when}`,
  submitted: (when: string) => `Đã nộp lúc ${when}`,
  received: (desk: string, when: string) => `Quầy ${desk} đã nhận lúc ${when}`,
  receivedSomewhere: (when: string) => `Quầy đã nhận lúc ${when}`,
  mend: "Cần sửa",
  twoAnswers: "Có hai câu trả lời",

  draftNext: "Làm tiếp lúc nào cũng được. Hồ sơ này chưa nộp cho nơi nào.",
  queuedNext: "Có mạng là máy tự gửi. Mở lại ứng dụng để biết chắc là đã gửi.",
  queuedNeedsSignIn: "Cần mã đăng nhập để gửi. Trong lúc đó hồ sơ vẫn nằm trên máy này.",
  queuedOnlyHere: "Hồ sơ đang để riêng trên máy này nên chưa gửi. Tắt mục “Chỉ giữ trên máy này” để gửi.",
  sendingNext: "Đang chuyển hồ sơ đi. Cứ để ứng dụng mở một lát.",
  sentNext: "Hồ sơ đã rời máy. Trung tâm trả lời rồi mới tính là đã nộp.",
  submittedNext: "Trung tâm đã giữ hồ sơ này. Khi có quầy nhận, tên quầy sẽ hiện ở đây.",
  receivedNext: "Quầy đang giữ hồ sơ. Khi cần hỏi, đọc số hồ sơ cho quầy.",
  mendNext: (count: number) =>
    count === 0
      ? "Xem lại rồi nộp lần nữa. Những gì đã ghi vẫn còn nguyên."
      : `Sửa ${count} chỗ rồi nộp lại. Những gì đã ghi vẫn còn nguyên.`,
  twoAnswersNext: (count: number) => `Có ${count} câu được ghi khác nhau ở hai nơi. Mình chọn câu nào đúng.`,
};
