/** One sentence for each rule of a form that can be broken; a field's own sentence in ui.json goes before it. */

export const errors = {
  required: (label: string) => `Chưa có câu trả lời: ${label}`,
  anyOf: "Cần ít nhất một trong các câu này",
  type: "Câu này ghi bằng số, ví dụ 12",
  decimal: (digits: number) => `Câu này ghi bằng số, nhiều nhất ${digits} số lẻ, ví dụ 106,5`,
  enum: "Câu này chọn trong danh sách",
  const: "Chưa đánh dấu câu này",
  pattern: "Câu này chưa đúng dạng, xem lại giúp",
  minLength: (limit: string) => `Ghi dài thêm chút nữa, ít nhất ${limit} chữ cái`,
  maxLength: (limit: string) => `Ghi gọn lại giúp, nhiều nhất ${limit} chữ cái`,
  minimum: (limit: string) => `Số này nhỏ nhất là ${limit}`,
  maximum: (limit: string) => `Số này lớn nhất là ${limit}`,
  minItems: (limit: string) => `Cần ít nhất ${limit} dòng`,
  maxItems: (limit: string) => `Nhiều nhất ${limit} dòng, bớt giúp vài dòng`,
  uniqueItems: "Có hai dòng giống nhau",
  conflict: "Câu này đang có hai câu trả lời, chọn một câu",
  additionalProperties: "Câu này không có trong tờ khai",
};
