/** Words of the first screen. */

export const home = {
  title: "Mình cần làm gì?",
  tab: "Trang đầu",
  start: "Làm hồ sơ mới",
  startHint: "Không cần có mạng",
  mine: "Hồ sơ của tôi",
  mineHint: (count: number) => (count === 0 ? "Chưa có hồ sơ nào" : `${count} hồ sơ trên máy này`),
  mineLoading: "Đang đọc trên máy…",
  help: "Tìm người giúp",
  helpHint: "Phường, xã gần nhà",
  ready: "Máy này đã sẵn sàng dùng khi mất mạng",
  recent: "Làm gần đây",
  all: "Xem tất cả hồ sơ",
  signedOut: "Chưa đăng nhập: vẫn làm được hồ sơ; khi gửi mới cần mã.",
  signIn: "Nhập mã đăng nhập",
  signedIn: (person: string) => `Đang làm với tên ${person}`,
  desk: "Vào bàn của quầy",
  people: "Đổi người, khoá máy",
  aboutMe: "Thông tin của tôi",
};
