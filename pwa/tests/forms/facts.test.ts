/** What a record comes to: how much of it is not verified, and its fee in large type. */

import { expect, test } from "vitest";
import { feeSaid, unverifiedCount } from "../../src/forms/facts";
import { procedures as catalogue, type Procedure } from "../../src/forms/procedures";

const procedures = catalogue.value;

const record = (code: string) => procedures.find((each) => each.code === code) as Procedure;
const fee = (code: string) => feeSaid(record(code).fee, "vi", "Hỏi tại quầy");

test("nothing to pay stands alone in large type, whatever else the sentence says", () => {
  expect(fee("CHUYEN_DOI")).toEqual([
    "0 đồng",
    "Đổi giấy tờ vì đơn vị hành chính thay đổi thì không thu phí",
  ]);
  expect(fee("1.014027")).toEqual(["0 đồng", ""]);
});

test("a fee that nobody knows is to be asked for, and what is known is told once", () => {
  expect(fee("1.013225")).toEqual(["Hỏi tại quầy", "Tham khảo: khoảng 75.000 đồng; nộp trực tuyến 0 đồng"]);
  expect(fee("ROI_CANG")).toEqual(["Hỏi tại quầy", "Hỏi tại quầy của cảng"]);
});

test("every fact is counted that says itself not to be verified", () => {
  for (const procedure of procedures) {
    const marked = JSON.stringify(procedure).match(/"verified":false/g)?.length ?? 0;
    expect(unverifiedCount(procedure), procedure.code).toBe(marked);
  }
});
