/** Words of the list of one's dossiers. */

export const dossiers = {
  title: "Hồ sơ của tôi",
  needsYou: "Cần mình xem lại",
  drafts: "Đang làm dở",
  sent: "Đã nộp hoặc chờ gửi",
  discarded: "Đã bỏ",
  discardedHint: "Hồ sơ đã bỏ vẫn nằm trên máy. Lấy lại lúc nào cũng được.",
  emptyTitle: "Chưa có hồ sơ nào trên máy này.",
  empty: "Bắt đầu bằng một hồ sơ mới. Chưa cần mạng, chưa cần đăng nhập.",
  assisted: "Làm giúp bà con",
  assistedHint: "Hồ sơ của người khác, không phải của mình.",
  start: "Làm hồ sơ mới",
  number: (number: string) => `Số tạm ${number}`,
  updated: (when: string) => `Sửa lần cuối lúc ${when}`,
  late: "sửa sau khi nộp",
  onlyHere: "Chỉ giữ trên máy này",
  restore: "Lấy lại",
  restored: "Đã lấy lại hồ sơ.",
  failed: "Máy chưa lưu được việc này. Thử lại sau ít phút.",
};
