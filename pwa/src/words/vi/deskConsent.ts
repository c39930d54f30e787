/** Words of the officer's card: who helped, how the citizen agreed, and who gets the notices. */

export const deskConsent = {
  title: "Có người khai giúp",
  helper: "Người giúp",
  of: (person: string, group: string) => (group === "" ? person : `${person}, ${group}`),
  citizen: "Khai giúp cho",
  agreed: "Cách đồng ý",
  mode: {
    phone: "mã từ điện thoại của người dân",
    passkey: "khóa đăng nhập của người dân",
    card: "căn cước đưa trước mặt cán bộ",
    witness: "trước người làm chứng",
  },
  witness: (name: string, phone: string) =>
    phone === "" ? `trước người làm chứng ${name}` : `trước người làm chứng ${name}, ${phone}`,
  confirmed: {
    phone: "Đã xác nhận bằng điện thoại của người dân",
    passkey: "Đã xác nhận bằng khóa của người dân",
    officer: "Cán bộ đã xác nhận",
  },
  byOfficer: (officer: string, when: string) => `${officer} đã xác nhận lúc ${when}`,
  claimed: "Chưa ai xác nhận, chỉ có lời người giúp",
  notices: "Ai được báo tin",
  to: {
    own: "người đứng tên",
    relative: "người nhà",
    helper: "người giúp",
    post: "gửi thư",
  },
  standing: {
    open: "Còn hiệu lực",
    submitted: "Đã nộp; người giúp chỉ theo dõi, không xem được nội dung",
    ended: "Đã hết hiệu lực",
    cancelled: "Người dân đã hủy",
    declined: "Không được nhận",
  },
  broker: "Người dân hủy vì nghi là cò",
  endedAt: (said: string, when: string) => `${said}, lúc ${when}`,
  since: "Đồng ý ngày",
  state: "Hiện nay",
  confirm: "Tôi đã thấy người này và căn cước",
  confirmTitle: "Xác nhận đã thấy người này và căn cước?",
  confirmText: "Tên cán bộ và giờ xác nhận sẽ ở lại trong hồ sơ.",
  confirmYes: "Xác nhận",
  confirming: "Đang ghi…",
  confirmSaid: "Đã ghi xác nhận.",
};
