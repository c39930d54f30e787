/** Words of the frame around every screen, and those that several screens share. */

export const common = {
  skip: "Tới nội dung chính",
  toHome: "Hải Đăng, về trang đầu",
  settings: "Cài đặt",
  helping: "Giúp",
  back: "Quay lại",
  backHome: "Về trang đầu",
  cancel: "Thôi",
  close: "Đóng",
  undo: "Lấy lại",
  undone: "Đã lấy lại.",
  retry: "Thử lại",
  print: "In ra giấy",
  loading: "Đang mở…",
  lookingUp: "Đang đọc trên máy…",
  faultPrefix: "Lỗi:",
  yesterday: (clock: string) => `${clock} hôm qua`,
  onDate: (clock: string, date: string) => `${clock} ngày ${date}`,

  practice: "TẬP LUYỆN – không gửi đi đâu cả",
  practiceMark: "Tập luyện",
  offline: "Đang ngoại tuyến – vẫn làm được, sẽ gửi khi có mạng",
  updateWaiting: "Đã có bản mới. Cài lúc nào cũng được, hồ sơ không mất.",
  updateNow: "Cài bản mới",
  reloadNeeded: "Ứng dụng vừa được thay bằng bản mới ở cửa sổ khác. Mở lại trang này để làm tiếp.",
  reload: "Mở lại trang",
  deviceGone:
    "Máy này đã bị ngưng dùng nên không nhận tin mới. Những gì đã ghi vẫn còn trên máy. Lưu bài chưa gửi ra tệp ở Cài đặt, rồi đem tới quầy.",
  storageQuota:
    "Máy gần hết chỗ nên chưa lưu được. Xin xoá bớt hình hoặc phim rồi thử lại; đừng đóng trang này.",
  storageRefused: "Máy đang không cho lưu. Xin đừng đóng trang này; ứng dụng đang thử mở lại chỗ lưu.",
  storageLost: ({
    dossiers,
    unsent,
    mine,
  }: {
    readonly dossiers: number;
    readonly unsent: number;
    readonly mine: boolean;
  }) =>
    `${
      dossiers === 0
        ? "Trình duyệt đã xoá chỗ lưu của máy này nên hồ sơ làm ở đây không mở được nữa."
        : `Máy này từng giữ ${dossiers} hồ sơ, nay không còn: trình duyệt đã xoá chỗ lưu.`
    }${
      unsent === 0 ? "" : ` Trong đó có ${unsent} lần ghi chưa gửi.`
    }${mine ? " Thông tin của tôi cũng mất, cần thì ghi lại." : ""} Hồ sơ đã gửi thì đăng nhập lại sẽ thấy.`,
  startAfresh: "Làm lại trên máy này",
  screenFailedTitle: "Chưa mở được trang này",
  screenFailedOffline: "Phần này chưa tải về máy và giờ không có mạng. Những gì đã lưu vẫn còn trên máy.",
  screenFailed: "Phần này chưa tải về được. Những gì đã lưu vẫn còn trên máy.",
  unreadable: "Chưa đọc được hồ sơ này",
  unreadableHint: "Máy đang không cho đọc. Những gì đã ghi vẫn còn trên máy.",
  tryAgain: "Thử lại",
  notFoundTitle: "Không có trang này",
  notFound: "Địa chỉ có thể gõ thiếu, hoặc hồ sơ không nằm trên máy này.",

  demoLabel: "Bản dùng thử",
  demo: "Bản dùng thử",
  demoCut: "Giả mất mạng",
  demoJoin: "Nối mạng lại",
  demoCutSaid: "Đang giả mất mạng.",
  demoJoinSaid: "Đã nối mạng lại.",
};
