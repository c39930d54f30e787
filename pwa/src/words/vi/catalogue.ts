/** Words of the list of procedures. */

export const catalogue = {
  title: "Làm hồ sơ mới",
  search: "Tìm việc cần làm",
  searchHint: "Gõ không dấu cũng được, ví dụ: sao y, xay nha",
  found: (count: number) => (count === 0 ? "Không thấy việc nào hợp" : `Thấy ${count} việc`),
  none: "Chưa thấy việc này. Thử gõ ít chữ hơn, hoặc tìm người giúp.",
  help: "Tìm người giúp",
  browse: "Hoặc chọn theo loại việc",
  groups: {
    papers: "Khai sinh, khai tử, giấy tờ",
    housing: "Nhà đất, xây dựng",
    support: "Trợ cấp, khuyết tật",
    business: "Làm ăn, tàu cá",
    reports: "Báo tin, phản ánh",
  },
  count: (count: number) => `${count} việc`,
  because: {
    synonym: (said: string) => `Cũng gọi là “${said}”`,
    document: (said: string) => `Có cần giấy “${said}”`,
    question: (said: string) => `Có câu hỏi “${said}”`,
  },
  shownFirst: (count: number) => `Đây là ${count} việc hợp nhất. Gõ thêm chữ để tìm đúng hơn.`,
  more: "Cần gì, phí, bao lâu",
  changesFrom: (day: string) => `Từ ${day} có quy định mới.`,
  ended: (day: string) => `Quy định này có hiệu lực đến hết ${day}. Hỏi quầy trước khi làm.`,
  start: "Bắt đầu",
  starting: "Đang mở hồ sơ mới…",
  startFailed: "Máy chưa lưu được nên chưa mở hồ sơ mới. Xem mục Chỗ lưu trong Cài đặt rồi thử lại.",
  old: (day: string) =>
    `Từ ngày ${day} tới nay máy chưa hỏi lại được trung tâm. Có mạng là máy tự hỏi; phí và thời hạn có thể đã khác.`,
  aboutSource: "Phí và thời hạn ghi theo danh mục đang có trên máy; quầy nhận hồ sơ mới là nơi nói chắc.",
};
