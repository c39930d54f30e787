/** Words of the list of procedures. */

export const catalogue = {
  title: "Làm hồ sơ mới",
  search: "Tìm việc cần làm",
  searchHint: "Gõ không dấu cũng được, ví dụ: sao y, xay nha",
  found: (count: number) => (count === 0 ? "Không thấy việc nào hợp" : `Thấy ${count} việc`),
  none: "Chưa thấy việc này. Thử gõ ít chữ hơn, hoặc tìm người giúp.",
  help: "Tìm người giúp",
  more: "Cần gì, phí, bao lâu",
  bring: "Cần có trong tay",
  fee: "Lệ phí",
  time: "Bao lâu xong",
  who: "Nơi giải quyết",
  result: "Kết quả nhận được",
  unverified: (text: string) => `${text} (chưa kiểm chứng, hỏi quầy cho chắc)`,
  start: "Bắt đầu",
  starting: "Đang mở hồ sơ mới…",
  startFailed: "Máy chưa lưu được nên chưa mở hồ sơ mới. Xem mục Chỗ lưu trong Cài đặt rồi thử lại.",
  old: (day: string) =>
    `Từ ngày ${day} tới nay máy chưa hỏi lại được trung tâm. Có mạng là máy tự hỏi; phí và thời hạn có thể đã khác.`,
  aboutSource: "Phí và thời hạn ghi theo danh mục đang có trên máy; quầy nhận hồ sơ mới là nơi nói chắc.",
};
