/** Words of signing in at another's door: the national e-ID or a city's own. */

export const oidc = {
  or: "Hoặc không cần mã",
  elsewhere: "Xác nhận ở trang khác",
  by: (provider: string) => `Đăng nhập bằng ${provider}`,
  leaving: "Đang mở trang đăng nhập…",
  hint: "Máy sẽ mở trang của họ rồi quay lại đây.",
  title: "Đăng nhập",
  going: "Đang xác nhận, chờ một chút…",
  again: "Thử lại",
  anew: "Đăng nhập lại từ đầu",
  back: "Về trang đăng nhập",
  shown: "Đã xác nhận là chính mình",
  toDesk: "Về bàn của quầy",
  cancelled: "Chưa đăng nhập: đã dừng lại ở trang bên kia. Muốn đăng nhập thì bấm lại.",
  nothing: "Trang này mở ra khi đăng nhập xong ở nơi khác. Muốn đăng nhập thì bắt đầu lại.",
  offline: "Đang ngoại tuyến nên chưa xác nhận được. Đừng đóng trang này; có mạng thì bấm Thử lại.",
  problem: {
    "level-too-low":
      "Tài khoản này chưa đủ mức. Cần tài khoản mức 2: đem căn cước tới công an phường, xã để nâng lên, rồi đăng nhập lại. Chưa có mức 2 thì xin quầy một mã đăng nhập.",
    "sign-in-refused":
      "Lần đăng nhập này không dùng được. Có thể đã quá 10 phút, đã dùng rồi, bắt đầu từ máy khác, hoặc trung tâm chưa biết người này. Xin đăng nhập lại từ đầu.",
    "provider-away": "Trang đăng nhập đang không trả lời. Chờ một lát rồi làm lại, hoặc dùng mã do quầy đưa.",
    "not-permitted": "Máy này đang làm với tên người khác, nên chưa đổi sang người này được. Xin hỏi quầy.",
    "not-found": "Cách đăng nhập này không còn dùng nữa. Xin dùng cách khác.",
    "unknown-device": "Máy này chưa đăng nhập. Xin đăng nhập lại từ đầu.",
    "stale-nonce": "Mạng chậm quá nên chưa kịp. Bấm Thử lại.",
    "revoked-device": "Máy này đã bị ngưng dùng. Đem máy tới quầy để được giúp.",
    busy: "Trung tâm đang đông. Chờ một lát rồi thử lại.",
    "storage-full": "Trung tâm đang hết chỗ chứa. Xin thử lại sau.",
    unreachable: "Chưa nối được tới trung tâm. Đừng đóng trang này; mạng khá hơn thì bấm Thử lại.",
    "not-the-hub":
      "Mạng này trả lời thay cho trung tâm. Nếu là wifi quán, xin mở trình duyệt để vào mạng trước.",
    storage: "Máy chưa lưu được khoá. Xem mục Chỗ lưu trong Cài đặt rồi thử lại.",
  },
  problemOther: (code: string) => `Chưa đăng nhập được (mã: ${code}). Xin thử lại hoặc hỏi quầy.`,
};
