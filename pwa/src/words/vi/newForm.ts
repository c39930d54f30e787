/** Words of a form that has a newer version, and of carrying a dossier over to it. */

export const newForm = {
  title: "Tờ khai có mẫu mới",
  back: "Về hồ sơ",
  intro:
    "Hồ sơ này làm trên mẫu cũ. Chuyển sang mẫu mới thì những gì đã ghi vẫn còn, chỉ xem lại chỗ có đổi.",
  closed: "Mẫu cũ không còn được nhận, nên phải chuyển rồi mới nộp được.",
  takenUntil: (day: string) => `Mẫu cũ còn được nhận đến hết ngày ${day}.`,
  lateTitle: "Có câu ghi trên mẫu cũ",
  lateIntro:
    "Một máy khác còn ghi trên mẫu cũ sau khi hồ sơ đã chuyển sang mẫu mới. Những câu này chưa vào mẫu mới.",
  newQuestions: "Câu mới",
  changed: "Câu có đổi",
  arriving: "Sẽ đưa vào mẫu mới",
  becomes: (label: string, answer: string) => `Nay ở câu “${label}”: ${answer}`,
  dropped: "Không còn hỏi",
  droppedHint: "Những gì đã ghi vẫn nằm trong phần “Đã làm những gì” của hồ sơ.",
  unforeseen: "Mẫu mới không có câu trả lời này, xin chọn lại.",
  twofold: "Có câu được ghi hai cách. Chuyển xong, mình chọn câu đúng.",
  nothingMoves: "Các câu đã ghi giữ nguyên.",
  move: "Chuyển sang mẫu mới",
  moveLate: "Đưa vào mẫu mới",
  later: "Để sau",
  moved: "Đã chuyển sang mẫu mới.",
  failed: "Máy chưa lưu được nên chưa chuyển. Những gì đã ghi vẫn còn. Thử lại sau ít phút.",
  newestTitle: "Đang dùng mẫu mới nhất",
  newest:
    "Hồ sơ này không cần chuyển. Nếu trung tâm báo mẫu cũ, xin cài bản mới của ứng dụng rồi mở lại trang này.",
  waiting: "Tờ khai của hồ sơ này có mẫu mới.",
  waitingLate: "Có câu ghi trên mẫu cũ, chưa vào mẫu mới.",
  look: "Xem chỗ đổi",
};
