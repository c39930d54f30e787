/** Words about the devices of a person, and about codes that tie one to them. */

export const devices = {
  own: "Máy của tôi",
  ownHint:
    "Những máy đang gửi hồ sơ thay cho mình. Mất máy nào thì ngưng máy đó từ một máy khác, hoặc nhờ quầy.",
  ownLoad: "Xem các máy của tôi",
  ownOffline: "Có mạng mới xem được.",
  loading: "Đang hỏi trung tâm…",
  thisOne: "máy đang cầm",
  since: (day: string) => `Dùng từ ${day}`,
  seen: (day: string) => `lần cuối thấy ngày ${day}`,
  revoked: (when: string) => `Đã ngưng dùng lúc ${when}`,
  lost: "Mất máy",
  lostTitle: (label: string) => `Ngưng dùng “${label}”?`,
  lostText:
    "Máy đó sẽ không nhận được gì nữa. Hồ sơ đã gửi từ máy đó vẫn còn. Bài chưa gửi mà tới sau thì có người xem trước.",
  lostForever: "Ngưng rồi thì không lấy lại được. Tìm thấy máy thì đăng nhập lại bằng mã mới.",
  lostYes: "Ngưng dùng máy này",
  lostSaid: (label: string) => `Đã ngưng dùng “${label}”.`,
  none: "Chưa có máy nào.",
  gone: "Máy này đã bị ngưng dùng nên không nhận được tin mới. Những gì đã ghi vẫn còn trên máy.",

  codeFor: (person: string) => `Mã cho ${person}`,
  codeOnce: "Mã chỉ hiện một lần này. Giao tận tay, đừng gửi qua tin nhắn.",
  codeUntil: (when: string) => `Dùng cho một máy, tới ${when}.`,
  codeHow: (address: string) => `Mở ${address}, chọn “Đăng nhập máy này”, rồi gõ mã.`,
  codeDone: "Đã giao mã",

  ground: "Đã xem giấy tờ gì?",
  grounds: {
    "identity-card": "Thẻ căn cước",
    passport: "Hộ chiếu",
    "other-paper": "Giấy tờ khác",
  },
  groundWords: "Giấy tờ gì, vì sao?",
  groundHint: "Được ghi vào sổ, người dân xem được.",
  groundMissing: "Chưa chọn giấy tờ đã xem",
  groundWordsMissing: "Chưa ghi giấy tờ gì",

  citizenTitle: "Mã cho người dân mới",
  citizenHint: "Cho người chưa có hồ sơ nào ở trung tâm. Có hồ sơ ở quầy thì làm trong hồ sơ đó.",
  citizenName: "Họ và tên trên giấy tờ",
  citizenNameMissing: "Chưa có họ tên",
  citizenMake: "Tạo mã",
  citizenOpen: "Mã cho người dân mới",

  ownerTitle: "Máy của người nộp",
  ownerHint: "Chỉ làm khi người nộp đang ở quầy và đã xem giấy tờ.",
  ownerCode: "Mã đăng nhập cho người dân",
  ownerLost: "Người dân báo mất máy",
  making: "Đang tạo…",

  problem: {
    offline: "Chưa làm được vì không có mạng.",
    "moved-on": "Phần này vừa đổi ở nơi khác. Xem lại rồi làm tiếp.",
    "not-found": "Không thấy, hoặc không thuộc phần việc của mình.",
    "not-permitted": "Người này làm việc ở cơ quan nhà nước: mã và máy do quản trị của cơ quan đó lo.",
    "bad-request": "Trung tâm chưa nhận phần đã ghi. Xem lại giúp.",
  },
};
