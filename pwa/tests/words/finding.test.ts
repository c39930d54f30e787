/** Finding a procedure by what people say and type: everyday words, no marks, Telex left over, one slip. */

import { expect, test } from "vitest";
import type { Procedure } from "../../src/forms/procedures";
import { procedures as catalogue } from "../../src/forms/procedures";
import { namesOf, type ProcedureName } from "../../src/screens/catalogue/names";
import { find, indexed } from "../../src/words/finding";
import { fold } from "../../src/words/search";
import { isSlip, withoutKeys } from "../../src/words/slips";

const procedures = catalogue.value;

const index = indexed<Procedure, ProcedureName>(procedures, namesOf);
const codes = (question: string) => find(index, question).map(({ item }) => item.code);

test.each([
  ["làm giấy khai sinh", "1.001193"],
  ["tôi muốn làm khai sinh cho con", "1.001193"],
  ["xin phép xây nhà", "1.013225"],
  ["khởi công", "KHOI_CONG"],
  ["tiền người già", "1.014027"],
  ["nhà có người mất", "1.000656"],
  ["giấy độc thân", "1.004873"],
  ["cưới vợ", "1.004873"],
  ["sao y công chứng", "2.000815"],
  ["đổi sổ hồng", "CHUYEN_DOI"],
  ["mở quán cà phê", "1.001612"],
  ["đăng ký ghe", "1.003650"],
  ["tàu về bến", "ROI_CANG"],
  ["có khách ngủ lại", "2.001159"],
  ["ngập nước ổ gà", "1022"],
  ["người tàn tật", "1.001699"],
  ["2.000815", "2.000815"],
  ["birth certificate", "1.001193"],
])("“%s” finds %s first, with its marks and without", (question, code) => {
  expect([codes(question)[0], codes(fold(question))[0]]).toEqual([code, code]);
});

test("“xây nhà” finds both the permit and the notice before building", () => {
  expect(codes("xây nhà").slice(0, 2).toSorted()).toEqual(["1.013225", "KHOI_CONG"]);
});

test("every procedure is the first that its names find", () => {
  const lost = procedures.filter(
    ({ code, plain, name }) => codes(plain.vi)[0] !== code || codes(name.vi)[0] !== code,
  );
  expect(lost.map(({ code }) => code)).toEqual([]);
});

test("every synonym finds its procedure", () => {
  const lost = procedures.flatMap(({ code, synonyms }) =>
    synonyms.filter((synonym) => !codes(synonym).includes(code)).map((synonym) => [code, synonym]),
  );
  expect(lost).toEqual([]);
});

test.each([
  ["a letter too many", "khai sinhh"],
  ["a letter missing", "khai snh"],
  ["two letters exchanged", "khai sihn"],
  ["another letter", "khai sing"],
  ["Telex", "giaays khai sinh"],
  ["VNI", "gia6y1 khai sinh"],
])("%s is forgiven: “%s”", (_, question) => {
  expect(codes(question)[0]).toBe("1.001193");
});

test("a word that grows finds what it begins", () => {
  expect(codes("khuy")).toEqual(["1.001699"]);
});

test.each(["", "  - ", "qwx", "atlantis"])("“%s” finds nothing", (question) => {
  expect(codes(question)).toEqual([]);
});

test("what was found by another word than its name says by which", () => {
  const by = (question: string) => {
    const [found] = find(index, question);
    return [found?.by.kind, found?.by.said.vi];
  };
  expect(by("tiền người già")).toEqual(["synonym", "tiền người già"]);
  expect(by("tien nguoi gia")).toEqual(["synonym", "tiền người già"]);
  expect(by("thiếu giấy chứng sinh")[0]).not.toBe("called");
  expect(by("gửi ảnh chụp")).toEqual(["question", "Gửi ảnh chụp có được không?"]);
  expect(by("khai sinh")[0]).toBe("called");
});

test.each([
  ["nguyeenx", "nguyen"],
  ["xaay", "xay"],
  ["dduwowngf", "duong"],
  ["khuyeets", "khuyet"],
  ["giaasy", "giay"],
  ["nguye64n", "nguyen"],
  ["d9ie6n5", "dien"],
  ["sao", "sao"],
  ["75", "75"],
])("without the keys of a keyboard %s is %s", (typed, word) => {
  expect(withoutKeys(typed)).toBe(word);
});

test.each([
  ["sinhh", "sinh", true],
  ["snih", "sinh", true],
  ["sih", "sinh", true],
  ["sing", "sinh", true],
  ["sin", "sinh", true],
  ["gai", "gia", false],
  ["shin", "sinh", false],
  ["khaii", "kha", false],
  ["1021", "1022", false],
])("%s for %s is one slip: %s", (typed, word, is) => {
  expect(isSlip(typed, word)).toBe(is);
});
