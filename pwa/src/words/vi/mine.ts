/** Words of "thông tin của tôi": what is kept, what it may fill in, what may be kept of a form. */

export const mine = {
  title: "Thông tin của tôi",
  intro: "Ghi một lần, lần sau máy điền giúp vào tờ khai khi mình bấm. Câu nào không muốn ghi thì bỏ trống.",
  staysHere:
    "Những điều này chỉ nằm trên máy này, đã khoá lại, không tự gửi đi đâu. Điền vào hồ sơ nào thì phần đã điền đi theo hồ sơ đó.",
  done: "Xong",
  forget: "Xoá hết thông tin của tôi",
  forgetTitle: "Xoá hết thông tin của tôi?",
  forgetText: "Xoá rồi không lấy lại được. Hồ sơ đã làm thì vẫn còn nguyên.",
  forgetYes: "Xoá hết",
  forgotten: "Đã xoá hết thông tin của tôi trên máy này.",
  forgetFailed: "Máy chưa xoá được. Thử lại sau ít phút.",
  atDesk: "Máy này của quầy, nhiều người dùng chung, nên không giữ thông tin riêng để điền giúp.",
  unreadable: "Chưa mở được thông tin của tôi",

  fillIn: "Điền giúp từ thông tin của tôi",
  willFill: "Máy sẽ điền vào trang này:",
  fillInNow: "Điền vào",
  filled: (count: number) => `Đã điền ${count} câu từ thông tin của tôi. Xem lại cho chắc.`,
  nothingLeft: "Không còn câu nào để điền giúp.",

  remember: "Nhớ những điều này cho lần sau?",
  rememberHint: "Lần sau máy điền giúp khi mình bấm. Chỉ nằm trên máy này, không tự gửi đi đâu.",
  rememberYes: "Nhớ giúp tôi",
  rememberNo: "Không cần",
  nowKept: (answer: string) => `Đang giữ: ${answer}`,
  dropped: "Không giữ nữa",
  remembered: "Đã nhớ trên máy này.",
  rememberFailed: "Máy chưa nhớ được. Thử lại sau ít phút.",
  see: "Xem thông tin của tôi",
};
