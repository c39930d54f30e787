/** Words by which a person reports that somebody asked for money. */

export const report = {
  open: "Báo có người đòi tiền",
  title: "Có người đòi tiền để làm hồ sơ?",
  text: "Người của quầy hay tổ công nghệ số không được lấy tiền giúp làm hồ sơ. Lời báo tới người phụ trách, người bị báo không thấy.",
  words: "Chuyện ra sao? Không ghi cũng được.",
  send: "Gửi lời báo",
  sending: "Đang gửi…",
  sent: "Đã gửi lời báo. Có người sẽ xem.",
  problem: {
    offline: "Chưa gửi được vì không có mạng. Có mạng thì bấm lại.",
    "too-many-tries": "Hôm nay đã gửi nhiều lời báo. Mai gửi tiếp, hoặc gọi 1022.",
    "unknown-device": "Đăng nhập máy này rồi mới gửi được. Gọi 1022 cũng được.",
    "revoked-device": "Máy này đã bị ngưng dùng. Gọi 1022 để báo.",
  },
};
