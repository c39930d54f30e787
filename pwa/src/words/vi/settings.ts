/** Words of the settings. */

export const settings = {
  title: "Cài đặt",

  language: "Tiếng",
  vietnamese: "Tiếng Việt",
  english: "English",
  textSize: "Cỡ chữ",
  textSizes: { 100: "Vừa", 125: "Lớn", 150: "Lớn hơn", 200: "Lớn nhất" },

  device: "Máy này và đăng nhập",
  signedInAs: (person: string) => `Đang đăng nhập với tên ${person}.`,
  deviceIs: (label: string) => `Tên máy: ${label}`,
  signedOut: "Chưa đăng nhập. Vẫn làm được hồ sơ; khi gửi mới cần mã.",
  signIn: "Nhập mã đăng nhập",
  changePerson: "Đăng nhập bằng mã khác",

  aboutMe: "Thông tin của tôi",
  aboutMeHint: "Ghi một lần, lần sau máy điền giúp vào tờ khai. Chỉ nằm trên máy này.",
  aboutMeOpen: "Mở thông tin của tôi",

  sending: "Gửi và nhận",
  syncNow: "Gửi ngay",
  syncing: "Đang gửi và nhận…",
  lastOk: (when: string) => `Lần cuối nói chuyện được với trung tâm: ${when}.`,
  neverOk: "Chưa lần nào gửi hay nhận hồ sơ với trung tâm.",
  nextTry: (when: string) => `Máy sẽ tự thử lại lúc ${when}.`,
  syncOffline: "Đang ngoại tuyến. Có mạng là máy tự gửi.",
  syncSignIn: "Cần mã đăng nhập thì mới gửi được.",
  syncStopped:
    "Trung tâm đang ghi máy này cho người khác, nên không gửi gì từ đây nữa. Hồ sơ vẫn còn trên máy; đem máy tới quầy để được giúp.",
  syncDone: "Đã gửi và nhận xong.",
  syncProblem: {
    "not-the-hub":
      "Mạng này trả lời thay cho trung tâm. Nếu là wifi quán, xin mở trình duyệt để vào mạng trước.",
    unreachable: "Chưa nối được tới trung tâm. Máy sẽ tự thử lại.",
    "revoked-device": "Máy này đã bị ngưng dùng. Bài đã ghi vẫn còn; đem máy tới quầy để được giúp.",
    "unknown-device": "Trung tâm chưa biết máy này. Xin nhập mã đăng nhập lần nữa.",
    "storage-full": "Trung tâm đang hết chỗ chứa. Máy sẽ tự thử lại.",
    storage:
      "Máy này chưa lưu được, có thể vì hết chỗ, nên chưa gửi và nhận. Những gì đã lưu vẫn còn; xin xoá bớt hình hoặc phim rồi bấm Gửi ngay.",
    "too-many-requests":
      "Máy gửi nhiều lần quá nên trung tâm xin chờ một lát. Không mất gì, máy sẽ tự gửi lại.",
    busy: "Trung tâm đang đông. Máy sẽ tự thử lại.",
  },
  syncOther: (code: string) => `Chưa gửi được (mã: ${code}). Máy sẽ tự thử lại.`,
  clock: (span: string, behind: boolean) =>
    `Đồng hồ của máy ${behind ? "chậm" : "nhanh"} khoảng ${span} so với trung tâm. Hồ sơ vẫn gửi được; nên chỉnh lại giờ.`,
  clockSpan: {
    minutes: (count: number) => `${count} phút`,
    hours: (count: number) => `${count} giờ`,
    days: (count: number) => `${count} ngày`,
    years: (count: number) => `${count} năm`,
  },

  unsent: "Chưa gửi",
  unsentCount: (count: number) => (count === 0 ? "Không có gì chờ gửi." : `Còn ${count} hồ sơ chưa gửi hết.`),
  export: "Lưu hồ sơ chưa gửi ra tệp",
  exportHint: "Cất vào thẻ nhớ hoặc gửi cho người nhà. Ai cầm tệp này cũng đọc được hồ sơ, nên giữ kỹ.",
  exported: "Đã tạo tệp. Xem trong mục Tải về của máy.",
  import: "Lấy hồ sơ từ tệp",
  imported: (added: number, known: number) =>
    added === 0 && known === 0
      ? "Trong tệp không có gì để lấy."
      : `Đã lấy thêm ${added} lần ghi; ${known} lần ghi đã có sẵn.`,
  importRefused: (count: number) => `${count} phần trong tệp bị hỏng nên không lấy được.`,
  importFailed: "Không đọc được tệp này. Chọn tệp đã lưu từ Hải Đăng.",
  exportFailed: "Chưa tạo được tệp. Thử lại sau ít phút.",

  install: "Cài lên máy",
  installed: "Hải Đăng đã được cài trên máy này.",
  installHint: "Cài lên màn hình chính để mở nhanh và máy ít khi tự xoá.",
  installNow: "Cài lên máy",
  installIos: "Trên iPhone: bấm nút Chia sẻ, rồi chọn “Thêm vào MH chính”.",
  installOther: "Mở trình đơn của trình duyệt, rồi chọn “Cài đặt ứng dụng” hoặc “Thêm vào màn hình chính”.",

  storage: "Chỗ lưu",
  used: (used: string, free: string) => `Đang dùng ${used}; còn được dùng khoảng ${free}.`,
  usedUnknown: "Trình duyệt này không cho biết đã dùng bao nhiêu chỗ.",
  persisted: "Máy hứa không tự xoá hồ sơ khi hết chỗ.",
  notPersisted: "Khi hết chỗ, máy có thể tự xoá. Nên cài lên máy và gửi hồ sơ sớm.",
  ready: "Máy này đã sẵn sàng dùng khi mất mạng.",
  notReady: "Chưa tải đủ để dùng khi mất mạng. Mở ứng dụng lúc có mạng thêm một lát.",

  catalogue: "Danh mục thủ tục",
  catalogueFrom: (day: string) => `Danh mục của trung tâm ra ngày ${day}.`,
  catalogueAsked: (when: string) => `Hỏi trung tâm lần cuối: ${when}; chưa có gì mới hơn.`,
  catalogueBuiltIn: "Đang dùng danh mục đi kèm ứng dụng. Có mạng là máy tự hỏi trung tâm.",

  discarded: "Hồ sơ đã bỏ",
  discardedCount: (count: number) => (count === 0 ? "Không có hồ sơ nào đã bỏ." : `Có ${count} hồ sơ đã bỏ.`),
  discardedOpen: "Xem hồ sơ đã bỏ",

  cityWork: "Việc được giao",
  administration: "Trang quản trị",
  administrationHint: "Phân công, mã đăng nhập, ngưng máy của người làm việc.",
  review: "Việc chờ người xem",

  about: "Về Hải Đăng",
  aboutText: "Hải Đăng giúp bà con ở Thành phố Hồ Chí Minh, cả Côn Đảo, làm hồ sơ khi không có mạng.",
  version: (version: string) => `Bản ${version}`,
};
