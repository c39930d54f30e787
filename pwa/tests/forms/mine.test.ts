/** What a page may be filled in with, and what a form says that is not kept yet: over the published forms. */

import { describe, expect, test } from "vitest";
import { assemble, type View } from "../../src/forms/assemble";
import { loadMine } from "../../src/forms/catalogue";
import { type Asking, learnt, named, offered } from "../../src/forms/mine";
import { pagesNow } from "../../src/forms/steps";
import { visible } from "../../src/forms/visible";
import type { Value } from "../../src/sync/packing";
import { completeDossiers, formNamed, TODAY, viewOfOperations } from "./dossiers";

const [birth, building, hotel, shop, report] = await Promise.all(
  ["khai-sinh@1", "khoi-cong@2", "luu-tru@1", "ho-kinh-doanh@1", "phan-anh@2"].map(formNamed),
);
const mine = await loadMine();
if (!birth || !building || !hotel || !shop || !report) throw new Error("a form is missing");

const LAN = new Map<string, Value>([
  ["name", "Nguyễn Thị Lan"],
  ["dob", "1985-03-02"],
  ["gender", "nu"],
  ["ethnicity", "01"],
  ["nationality", "VN"],
  ["identity.type", "can_cuoc"],
  ["identity.number", "077185001234"],
  ["residence.type", "thuong_tru"],
  ["address.outside", false],
  ["address.unit", "26732"],
  ["address.street", "12 Nguyễn Huệ, khu 3"],
  ["phone", "0901234567"],
  ["email", "lan@example.com"],
]);

const without = (...names: readonly string[]) => new Map([...LAN].filter(([name]) => !names.includes(name)));
const but = (values: Readonly<Record<string, Value>>) => new Map([...LAN, ...Object.entries(values)]);

function asking(form: Asking["form"], answers: Readonly<Record<string, Value>> = {}): Asking {
  const view: View = { values: new Map(Object.entries(answers)), rows: new Map() };
  return { form, view, conflicts: [], today: TODAY };
}

/** On the page of a form with this id. */
function onPage(at: Asking, id: string, kept: ReadonlyMap<string, Value> = LAN): Record<string, Value> {
  const page = pagesNow(at.form, visible(at.form, at.view.values, at.view.rows)).find(
    (each) => each.id === id,
  );
  return Object.fromEntries(offered(at, page?.step.fields ?? [], kept));
}

const NO_PAPER = { "/requester/pid/type": "khong_co" };

describe("what a page may be filled in with", () => {
  test("what is kept and empty, and nothing of other pages", () => {
    expect(onPage(asking(birth), "ten-nguoi-khai")).toEqual({ "/requester/name": "Nguyễn Thị Lan" });
    expect(onPage(asking(birth), "lien-lac")).toEqual({
      "/requester/phone": "0901234567",
      "/requester/email": "lan@example.com",
    });
    expect(onPage(asking(birth), "ten-be")).toEqual({});
  });

  test("nothing where nothing is kept", () => {
    expect(onPage(asking(birth), "lien-lac", new Map())).toEqual({});
    expect(onPage(asking(birth), "lien-lac", without("phone"))).toEqual({
      "/requester/email": "lan@example.com",
    });
  });

  test("never over an answer", () => {
    expect(onPage(asking(birth, { "/requester/phone": "0909999999" }), "lien-lac")).toEqual({
      "/requester/email": "lan@example.com",
    });
  });

  test("never where two answers stand, though the first of them be empty", () => {
    const twofold = { ...asking(birth, { "/requester/phone": null }), conflicts: ["/requester/phone"] };
    expect(onPage(twofold, "lien-lac")).toEqual({ "/requester/email": "lan@example.com" });
  });

  test("a number comes with its kind of paper, which brings its question up", () => {
    expect(onPage(asking(birth), "giay-to-nguoi-khai")).toEqual({
      "/requester/pid/type": "can_cuoc",
      "/requester/pid/number": "077185001234",
    });
  });

  test("a number comes to a paper of its own kind, and to no other", () => {
    const chosen = (type: string) => asking(birth, { "/requester/pid/type": type });
    expect(onPage(chosen("can_cuoc"), "giay-to-nguoi-khai")).toEqual({
      "/requester/pid/number": "077185001234",
    });
    expect(onPage(chosen("ho_chieu"), "giay-to-nguoi-khai")).toEqual({});
    expect(onPage(asking(birth, { "/requester/pid/number": "079301234567" }), "giay-to-nguoi-khai")).toEqual(
      {},
    );
  });

  test("a field for the twelve digits alone takes those of an identity card only", () => {
    expect(onPage(asking(shop), "so-can-cuoc-chu-ho")).toEqual({ "/owner/pid": "077185001234" });
    const old = but({ "identity.type": "cmnd", "identity.number": "023456789" });
    expect(onPage(asking(shop), "so-can-cuoc-chu-ho", old)).toEqual({});
    expect(onPage(asking(shop), "so-can-cuoc-chu-ho", without("identity.type"))).toEqual({});
  });

  test("a kind of paper that the form does not offer is not put into it", () => {
    const none = but({ "identity.type": "khong_co", "identity.number": null });
    expect(onPage(asking(building), "giay-to", none)).toEqual({});
    expect(onPage(asking(birth), "giay-to-nguoi-khai", none)).toEqual({ "/requester/pid/type": "khong_co" });
  });

  test("a home comes whole, with what kind of home it is", () => {
    expect(onPage(asking(birth, NO_PAPER), "noi-o-nguoi-khai", but({ "identity.type": "khong_co" }))).toEqual(
      {
        "/requester/residence/type": "thuong_tru",
        "/requester/residence/addr/outside": false,
        "/requester/residence/addr/unit": "26732",
        "/requester/residence/addr/street": "12 Nguyễn Huệ, khu 3",
      },
    );
  });

  test("another home that somebody has begun to write is not filled up with this one", () => {
    const elsewhere = asking(building, { "/investor/addr/street": "5 Lê Lợi" });
    expect(onPage(elsewhere, "dia-chi")).toEqual({});
    const temporary = asking(birth, { ...NO_PAPER, "/requester/residence/type": "tam_tru" });
    expect(onPage(temporary, "noi-o-nguoi-khai")).toEqual({});
  });

  test("a home outside the city comes in its own shape, and never into an address of the city", () => {
    const away = but({ "address.outside": true, "address.elsewhere": "5 Trần Phú, Nha Trang, Khánh Hòa" });
    expect(onPage(asking(building), "dia-chi", away)).toEqual({
      "/investor/addr/outside": true,
      "/investor/addr/elsewhere": "5 Trần Phú, Nha Trang, Khánh Hòa",
    });
    const page = pageOf(hotel, "/host/addr/unit");
    expect(onPage(asking(hotel), page, away)).toEqual({});
    expect(onPage(asking(hotel), page)).toEqual({
      "/host/addr/unit": "26732",
      "/host/addr/street": "12 Nguyễn Huệ, khu 3",
    });
  });

  test("what the form would not take is not offered", () => {
    expect(onPage(asking(report), pageOf(report, "/phone"), but({ phone: "090123" }))).toEqual({
      "/email": "lan@example.com",
    });
    expect(onPage(asking(building), "giay-to", but({ "identity.number": "0771" }))).toEqual({});
  });

  test("a form that names somebody else is filled in for them", () => {
    const forMother = asking(birth, { "/requester/name": "Trần Thị Hai" });
    expect(onPage(forMother, "lien-lac")).toEqual({});
    const forMyself = asking(birth, { "/requester/name": "NGUYỄN  THỊ LAN" });
    expect(onPage(forMyself, "lien-lac")).not.toEqual({});
  });
});

describe("what a form says that is not kept yet", () => {
  const said = (
    form: Asking["form"],
    answers: Readonly<Record<string, Value>>,
    kept = new Map<string, Value>(),
  ) => Object.fromEntries(learnt(form, assemble(form, asking(form, answers).view), kept, mine, TODAY));
  const HOME = {
    "/investor/addr/outside": false,
    "/investor/addr/unit": "26732",
    "/investor/addr/street": "12 Nguyễn Huệ, khu 3",
  };
  const PAPER = { "/investor/pid/type": "can_cuoc", "/investor/pid/number": "077185001234" };

  test("all of it where nothing is kept, and only of the one who fills in", () => {
    const answers = { "/investor/name": "Nguyễn Thị Lan", ...PAPER, ...HOME, "/workName": "Nhà bà Lan" };
    expect(said(building, answers)).toEqual({
      name: "Nguyễn Thị Lan",
      "identity.type": "can_cuoc",
      "identity.number": "077185001234",
      "address.outside": false,
      "address.unit": "26732",
      "address.street": "12 Nguyễn Huệ, khu 3",
    });
  });

  test("nothing where all of it is kept", () => {
    expect(said(building, { "/investor/name": "Nguyễn Thị Lan", ...PAPER, ...HOME }, LAN)).toEqual({});
  });

  test("only what differs, a paper and a home each as a whole", () => {
    expect(said(building, { "/investor/phone": "0909999999" }, LAN)).toEqual({ phone: "0909999999" });
    const moved = { ...HOME, "/investor/addr/street": "5 Lê Lợi" };
    expect(said(building, moved, but({ "address.legacy": "Ấp 3, xã cũ" }))).toEqual({
      "address.street": "5 Lê Lợi",
      "address.legacy": null,
      "residence.type": null,
    });
    expect(said(building, { ...HOME, "/investor/addr/legacy": "Ấp 3, xã cũ" }, LAN)).toEqual({
      "address.legacy": "Ấp 3, xã cũ",
    });
  });

  test("twelve digits are of an identity card, and an address without more is in the city", () => {
    expect(said(shop, { "/owner/pid": "077185001234" })).toEqual({
      "identity.type": "can_cuoc",
      "identity.number": "077185001234",
    });
    const host = { "/host/addr/unit": "26732", "/host/addr/street": "12 Nguyễn Huệ" };
    expect(said(hotel, host)).toMatchObject({ "address.outside": false, "address.unit": "26732" });
  });

  test("half a paper and half a home are not kept", () => {
    expect(said(building, { "/investor/pid/type": "can_cuoc", "/investor/addr/outside": false })).toEqual({});
  });

  test("to have no paper at hand takes none away that is kept", () => {
    expect(said(birth, NO_PAPER, LAN)).toEqual({});
    expect(said(birth, NO_PAPER)).toEqual({ "identity.type": "khong_co" });
  });

  test("what a company says of itself is nobody's own", () => {
    const company = { "/investor/name": "Công ty Gió", "/investor/pid/type": "ma_so_thue" };
    expect(said(building, { ...company, "/investor/pid/number": "0312345678" })).toEqual({});
  });

  test("what could not be filled in again is not kept", () => {
    expect(said(building, { "/investor/name": "Lan & con 2", "/investor/phone": "0901234567" })).toEqual({
      phone: "0901234567",
    });
  });
});

test("of every complete dossier, what is learnt once leaves nothing to learn, and fits back in as it was", async () => {
  for (const [id, dossiers] of Object.entries(completeDossiers)) {
    const form = await formNamed(id);
    for (const [name, operations] of Object.entries(dossiers)) {
      const view = viewOfOperations(operations);
      const answers = assemble(form, view);
      const kept = new Map(
        [...learnt(form, answers, new Map(), mine, TODAY)].filter(([, value]) => value !== null),
      );
      expect(learnt(form, answers, kept, mine, TODAY), `${id}, ${name}`).toEqual(new Map());
      const cleared = new Map([...view.values].filter(([path]) => !named(form).has(path)));
      const at: Asking = { form, view: { values: cleared, rows: view.rows }, conflicts: [], today: TODAY };
      for (const [path, value] of offered(at, [...named(form).keys()], kept))
        expect(value, `${id}, ${name}, ${path}`).toEqual(answers.asked.get(path));
    }
  }
});

function pageOf(form: Asking["form"], path: string): string {
  const steps = form.ui.sections.flatMap((section) => section.steps);
  return steps.find(({ fields }) => fields.includes(path))?.id ?? "";
}
