/** Words of the officer's page on which a ward, commune or zone says things of itself. */

export const unit = {
  title: "Phường, xã tự khai",
  intro: "Bà con thấy những điều này trên điện thoại, mất mạng vẫn xem được. Ai cũng xem được.",
  offline: "Trang này có mạng mới đọc và lưu được.",

  telephone: {
    title: "Điện thoại công an",
    none: "Chưa khai số nào. Bà con được nhắc hỏi công an phường, xã.",
    add: "Thêm số điện thoại",
    text: "Số điện thoại",
    hint: "Số có người trực nghe máy, cả ban đêm",
    missing: "Chưa có số điện thoại",
  },
  area: {
    title: "Khu vực được miễn giấy phép xây dựng",
    none: "Chưa khai khu nào. Bà con được nhắc hỏi quầy.",
    add: "Thêm khu vực",
    text: "Tên khu vực",
    hint: "Ghi y như trong văn bản đã công bố",
    missing: "Chưa có tên khu vực",
  },

  begins: "Áp dụng từ ngày",
  ends: "Đến hết ngày",
  endsHint: "Chưa biết thì để trống.",
  stops: "Thôi áp dụng từ ngày",
  stopsHint: "Ngày hôm trước là ngày cuối còn áp dụng.",
  period: (from: string, until: string) => (until === "" ? `Từ ${from}` : `Từ ${from} đến hết ${until}`),
  toCome: "chưa tới ngày",
  ended: (count: number) => `Đã thôi áp dụng: ${count}`,
  by: (person: string, when: string) => `${person} ghi lúc ${when}`,

  change: "Sửa",
  stop: "Thôi áp dụng",
  changing: (text: string) => `Sửa “${text}”`,
  stopping: (text: string) => `Thôi áp dụng “${text}”`,
  save: "Lưu",
  saving: "Đang lưu…",
  saved: (text: string) => `Đã lưu “${text}”.`,
  leave: "Không lưu",
  dropTitle: "Bỏ những gì vừa ghi?",
  dropText: "Phần này chưa lưu, bỏ là mất.",
  dropNo: "Ghi tiếp",
  dropYes: "Bỏ phần vừa ghi",

  newer: (person: string, when: string) => `${person} vừa sửa dòng này lúc ${when}, nay là:`,
  newerHint: "Chữ mình đang ghi vẫn còn ở dưới. Lưu là thay cho bản trên.",

  faults: {
    long: "Dài quá 120 chữ",
    odd: "Có ký tự lạ, gõ lại giúp",
    telephone: "Số gồm 3 đến 20 chữ số, có thể có khoảng trắng và + ( ) . -",
    begins: "Chưa có ngày bắt đầu",
    day: "Lịch không có ngày này",
    order: "Ngày cuối phải từ ngày bắt đầu trở đi",
    stops: "Chưa có ngày thôi áp dụng",
    stopsOrder: "Phải sau ngày bắt đầu",
  },

  problem: {
    offline: "Chưa lưu vì không có mạng. Chữ đang ghi vẫn còn ở đây.",
    "moved-on": "Dòng này vừa được sửa ở máy khác. Xem bản mới rồi lưu lại.",
    "not-found": "Không thấy dòng này trong phần của phường, xã mình.",
    "list-full": "Đã đủ số dòng đang áp dụng. Thôi áp dụng một dòng rồi mới thêm được.",
    "bad-request": "Trung tâm chưa nhận chữ hoặc ngày đã ghi. Xem lại rồi lưu.",
  },
};
