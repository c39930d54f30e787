// A shelf of dossiers in every state that a screen can show, put there by other phones of the same person.
import type { Hex } from "../../../src/sync/packing";
import * as feedback from "./feedback";
import { enrolPhone } from "./otherPhone";

export interface Shelf {
  /** Drafts: a building with a permit, certified copies with two rows, feedback just begun. */
  readonly building: Hex;
  readonly copies: Hex;
  readonly begun: Hex;
  /** Handed in with gaps: the hub has declined it. */
  readonly declined: Hex;
  readonly twofold: Hex;
  readonly submitted: Hex;
  /** Handed in, and edited since, with two answers to one question. */
  readonly late: Hex;
  /** A draft by a version of its form that no release knows yet. */
  readonly newer: Hex;
  /** A draft by a version of its form that another has taken the place of. */
  readonly older: Hex;
}

const BUILDING = "khoi-cong@2";
const COPIES = "chung-thuc@2";

/** `link`: the person's sign-in link. All of it has reached the hub when this resolves. */
export async function fillShelf(link: string): Promise<Shelf> {
  const daughter = await enrolPhone(link, "Điện thoại của con gái");
  const desktop = await enrolPhone(link, "Máy bàn ở nhà");
  const building = await daughter.begin(BUILDING, {
    "/investor/name": "Nguyễn Thị Lan",
    "/investor/pid/type": "can_cuoc",
    "/investor/pid/number": "077185001234",
    "/investor/addr/outside": false,
    "/investor/addr/unit": "26732",
    "/workName": "Nhà ở gia đình bà Lan",
    "/basis": "giay_phep",
    "/permit/number": "118/GPXD",
  });
  const copies = await daughter.begin(COPIES, {
    "/requester/name": "Trần Thị Mỹ Hạnh",
    "/requester/pid/type": "khong_co",
    "/requester/dob": "1961-07",
  });
  for (const title of ["Giấy khai sinh", "Bằng tốt nghiệp trung học phổ thông"])
    await daughter.addRow(copies, COPIES, "/items", { title, copies: 2 });
  const begun = await daughter.begin(feedback.form, { "/category": "ngap_nuoc" });
  const declined = await daughter.begin(BUILDING, {
    "/investor/name": "Nguyễn Thị Lan",
    "/workName": "Sửa mái hiên nhà số 12",
  });
  await daughter.submit(declined, BUILDING);
  const twofold = await daughter.begin(feedback.form, feedback.answers("Cầu khỉ qua rạch bị gãy một nhịp"));
  const submitted = await daughter.begin(feedback.form, feedback.answers("Đèn đường trước chợ tắt ba đêm"));
  await daughter.submit(submitted, feedback.form);
  const late = await daughter.begin(feedback.form, feedback.answers("Nước máy đục từ sáng thứ hai"));
  await daughter.submit(late, feedback.form);
  const newer = await daughter.begin("khoi-cong@99", { "/workName": "Nhà màng trồng dưa lưới" });
  const older = await daughter.begin("phan-anh@1", feedback.answers("Cống trước nhà bị nghẹt"));
  await daughter.exchange();
  await desktop.exchange();

  for (const [phone, number] of [
    [daughter, "0901111111"],
    [desktop, "0902222222"],
  ] as const) {
    await phone.write(twofold, feedback.form, { "/phone": number, "/email": "lan@example.com" });
    await phone.write(late, feedback.form, { "/phone": number });
    await phone.exchange();
  }
  return { building, copies, begun, declined, twofold, submitted, late, newer, older };
}
