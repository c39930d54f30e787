/** Words about who looked at a dossier, for the person whose dossier it is. */

export const looks = {
  title: "Ai đã xem hồ sơ này",
  hint: "Cán bộ mở hồ sơ lần nào cũng được ghi lại. Chỉ mình xem được danh sách này.",
  show: "Xem danh sách",
  again: "Xem lại danh sách",
  asking: "Đang hỏi trung tâm…",
  none: "Chưa có cán bộ nào mở hồ sơ này.",
  more: "Xem các lần trước nữa",
  asOf: (when: string) => `Danh sách tới lúc ${when}.`,

  who: (person: string, unit: string) => (unit === "" ? person : `${person} (${unit})`),
  someone: "Người vận hành trung tâm",
  when: (when: string, what: string) => `${when}: ${what}`,
  action: {
    read: "mở xem",
    look: "mở xem, có ghi lý do",
    receive: "nhận hồ sơ",
    other: "làm một việc khác với hồ sơ",
  },
  ground: {
    waiting: "Hồ sơ đang chờ quầy nhận",
    receiving: "Hồ sơ đang ở quầy này",
    received: "Hồ sơ đã qua quầy này",
    competent: "Hồ sơ do nơi này giải quyết",
    other: "Theo việc được giao",
  },
  reason: (reason: string) => `Lý do: “${reason}”`,

  problem: {
    offline: "Đang ngoại tuyến. Danh sách này cần có mạng mới xem được.",
    unreachable: "Chưa nối được tới trung tâm. Thử lại sau ít phút.",
    "not-the-hub": "Mạng này trả lời thay cho trung tâm. Xin xem lại kết nối.",
    "not-found": "Trung tâm chưa có danh sách cho hồ sơ này.",
    "unknown-device": "Đăng nhập trên máy này rồi xem lại.",
    "revoked-device": "Máy này đã bị ngưng dùng. Xem trên máy khác của mình, hoặc tới quầy.",
    busy: "Trung tâm đang đông. Chờ một lát rồi thử lại.",
  } as Readonly<Record<string, string>>,
  problemOther: (code: string) => `Chưa xem được danh sách (mã: ${code}).`,
};
