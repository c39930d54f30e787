/** Words of filling in a form and of checking the answers. */

export const fields = {
  next: "Tiếp tục",
  later: "Để sau",
  check: "Xem lại",
  // A number keeps to its word at the end of a line.
  progress: (number: number, count: number) => `Câu\u00a0${number} trong khoảng\u00a0${count}`,
  rowProgress: (name: string, number: number, count: number) =>
    `${name}, câu\u00a0${number} trong\u00a0${count}`,
  optional: "không bắt buộc",
  faults: (count: number) => `Có ${count} chỗ cần sửa`,

  allSections: "Các phần của hồ sơ",
  sectionsLeft: (left: number, count: number) =>
    left === 0 ? "Các phần đã đủ. Xem lại rồi nộp." : `Còn ${left} trong ${count} phần.`,
  sectionDone: "Xong",
  sectionOpen: (count: number) => `Còn ${count} câu`,
  sectionUntouched: "Chưa làm",
  sectionSkippable: "Bỏ qua cũng được",
  sectionMend: "Có chỗ cần sửa",
  start: "Bắt đầu",
  resume: "Làm tiếp",
  review: "Xem lại và nộp",
  onePage: "Tất cả trên một trang",

  readAloud: "Đọc câu hỏi",
  stopReading: "Ngừng đọc",

  saving: "Đang lưu…",
  saved: "Đã lưu trên máy",
  saveFailed: "Chưa lưu được trên máy. Chữ vừa ghi vẫn còn ở đây, xin đừng đóng trang này.",
  saveQuota:
    "Máy hết chỗ nên chưa lưu được. Chữ vừa ghi vẫn còn ở đây; xoá bớt hình hoặc phim rồi bấm lưu lại.",
  saveAgain: "Lưu lại",
  undo: "Lấy lại như cũ",
  undone: "Đã lấy lại như cũ.",

  conflict: "Câu này đang có hai câu trả lời.",
  choose: "Chọn câu đúng",

  day: "Ngày",
  month: "Tháng",
  year: "Năm",
  hour: "Giờ",
  minute: "Phút",

  clear: "Bỏ chọn",
  cleared: "Đã bỏ chọn.",
  chosen: (name: string) => `Đã chọn ${name}.`,
  found: (count: number) => (count === 0 ? "Chưa thấy tên nào giống vậy" : `Thấy ${count} tên, chọn một`),
  formerly: (names: string) => `Trước là ${names}`,
  unitKinds: { phuong: "Phường", xa: "Xã", dac_khu: "Đặc khu" },

  atDesk: "Sẽ mang bản giấy đến quầy",
  declared: "Đã cam kết",
  ticked: "Có",
  lunar: "Ngày âm lịch",
  leapMonthAsked: "Tháng nhuận",
  leapMonth: "nhuận",
  lunarDate: (date: string) => `${date} âm lịch`,
  solar: (from: string, to: string) =>
    to === "" ? `Dương lịch là ${from}` : `Dương lịch là từ ${from} đến ${to}`,
  unknownDate: "Không rõ",
  takeOffer: (answer: string) => `Lấy ${answer}`,

  areas: (unit: string) => `${unit} đã công bố những khu này:`,
  areasNone: (unit: string) => `${unit} chưa công bố khu nào ở đây. Xin hỏi quầy.`,
  takeArea: "Chọn",
  areaUnlisted: "Tên này không có trong các khu đã công bố. Xem lại hoặc hỏi quầy; để vậy vẫn nộp được.",

  locate: "Lấy vị trí của máy này",
  locating: "Đang tìm vị trí…",
  located: "Đã ghi vị trí của máy.",
  locateDenied: "Máy không cho biết vị trí. Bỏ qua câu này cũng được.",

  rows: (count: number) => (count === 0 ? "Chưa có dòng nào" : `Đã có ${count}`),
  editRow: "Sửa",
  removeRow: "Bỏ",
  removedRow: (name: string) => `Đã bỏ ${name}.`,
  rowRevived: "Dòng này có người bỏ, có người vừa sửa. Còn cần thì để lại, không cần thì bỏ.",

  unknownForm: "Máy này chưa biết mẫu đơn của hồ sơ",
  unknownFormHint:
    "Có mạng là máy tự lấy mẫu về rồi mở ra. Nếu vẫn chưa được, xin cài bản mới của ứng dụng. Những gì đã ghi vẫn còn trên máy.",
  noDossier: "Hồ sơ này không có trên máy",
  noDossierHint: "Có thể hồ sơ nằm trên máy khác, hoặc chưa tải về đây.",
  toDossiers: "Hồ sơ của tôi",
  toDossier: "Về hồ sơ",

  checkTitle: "Xem lại trước khi nộp",
  edit: "Sửa",
  empty: "Bỏ trống",
  criticalConflict: (label: string) => `${label}: có hai câu trả lời, chọn một rồi mới nộp được`,
  otherConflicts: (count: number) => `Còn ${count} câu được ghi hai cách. Vẫn nộp được; quầy sẽ thấy cả hai.`,
  declarationTitle: "Cam kết",
  submit: "Nộp hồ sơ",
  submitting: "Đang xếp hồ sơ để gửi…",
  submitHint: "Chưa có mạng cũng nộp được: máy giữ hồ sơ và gửi khi có mạng. Lúc gửi mới cần đăng nhập.",
  submitFailed: "Chưa nộp được vì máy không lưu được. Những gì đã ghi vẫn còn. Thử lại sau ít phút.",
  toMend: "Chưa nộp được: còn chỗ cần sửa.",
  supplementTitle: "Bổ sung hồ sơ",
  supplementHint: "Chỉ những chỗ cần bổ sung mở lại, và nộp rồi thì đóng. Phần còn lại giữ như đã nộp.",
  supplement: "Nộp phần bổ sung",
  unknownTitle: "Câu không có trong tờ khai",
  dropUnknown: "Bỏ câu này",
};
