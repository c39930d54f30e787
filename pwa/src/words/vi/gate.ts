/** Words for browsers in which what is typed would be lost: one sentence, one button. */

export const gate = {
  title: "Mở bằng trình duyệt khác",
  titleStorage: "Máy chưa cho lưu hồ sơ",
  "in-app": "Cửa sổ trong Zalo, Facebook không giữ được hồ sơ; mình mở bằng Chrome hoặc Safari nha.",
  private: "Cửa sổ ẩn danh sẽ xoá hết khi đóng; mình chép đường dẫn rồi dán vào cửa sổ thường.",
  "too-old":
    "Trình duyệt này cũ quá, không giữ được hồ sơ; mình cập nhật nó, hoặc chép đường dẫn sang máy khác.",
  "storage-refused":
    "Trình duyệt này không cho lưu trên máy; mình cho phép lưu dữ liệu trong cài đặt rồi thử lại.",
  insecure: "Đường dẫn này không được bảo vệ nên không giữ được hồ sơ; mình mở địa chỉ bắt đầu bằng https.",
  open: "Mở bằng trình duyệt",
  copy: "Chép đường dẫn",
  copied: "Đã chép. Giờ mở trình duyệt rồi dán vào.",
  copyFailed: "Chưa chép được. Đường dẫn đây, mình chép tay:",
  retry: "Thử lại",
};
