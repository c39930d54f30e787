// A form of four versions: what each asks, and how a draft goes on from the one before.

type Field = { readonly at: string; readonly kind: string } & Readonly<Record<string, unknown>>;

const words = (text: string) => [text, text];
const text = (at: string, label: string, more: object = {}): Field => ({
  at,
  kind: "text",
  label: words(label),
  ...more,
});
const choice = (at: string, label: string, ...options: readonly (readonly [string, string])[]): Field => ({
  at,
  kind: "choice",
  label: words(label),
  required: true,
  options: options.map(([value, said]) => [value, said, said]),
});
const ask = (id: string, question: string, ...fields: readonly Field[]) => ({
  id,
  question: words(question),
  fields,
});
const papers = (at: string, column: string) =>
  ask("giay-to", "Có giấy tờ gì?", {
    at,
    kind: "rows",
    label: words("Giấy tờ"),
    max: 5,
    rows: {
      name: words("Giấy tờ"),
      add: words("Thêm giấy tờ"),
      title: `${at}/@/${column}`,
      steps: [ask("ten", "Giấy gì?", text(`${at}/@/${column}`, "Tên giấy tờ"))],
    },
  });

function draft(steps: readonly object[], from?: number, carries: readonly object[] = []) {
  return {
    title: words("Đơn thử bốn mẫu"),
    told_apart_by: "/title",
    ...(from === undefined ? {} : { carries: { from, steps: carries } }),
    sections: [{ title: words("Đơn"), steps }],
  };
}

export const FORM = "bon-mau";
export const PROCEDURE = {
  code: "BON_MAU",
  form: "bon-mau@1",
  name: { vi: "Đơn thử bốn mẫu", en: "Four versions" },
  plain: { vi: "Làm đơn thử bốn mẫu", en: "Try four versions" },
  synonyms: ["bon mau"],
};

const title = ask("viec", "Việc gì?", text("/title", "Tên việc", { required: true }));
const street = (at: string) => ask("duong", "Ở đường nào?", text(at, "Tên đường"));
const name = ask("ten", "Tên gì?", text("/name", "Họ và tên"));
const note = ask("ghi-chu", "Dặn thêm gì không?", text("/note", "Lời dặn"));
const split = ask("ho-ten", "Họ tên gì?", text("/family", "Họ"), text("/given", "Tên"));
const house = ask(
  "nha",
  "Nhà loại nào?",
  choice("/house", "Loại nhà", ["cap_bon", "Cấp bốn"], ["lau", "Nhà lầu"]),
);
const floors = ask(
  "tang",
  "Nhà mấy tầng?",
  choice("/floors", "Tầng", ["mot", "Một tầng"], ["nhieu", "Nhiều tầng"]),
);
const phone = ask("goi", "Gọi số nào?", text("/call", "Số gọi", { required: true }));

export const versions = [
  draft([title, street("/home/street"), name, house, papers("/items", "title"), note]),
  draft([title, street("/address/street"), name, house, papers("/items", "name"), note], 1, [
    { rename: ["/home", "/address"] },
    { rename: ["/items/@/title", "/items/@/name"] },
  ]),
  draft([title, street("/address/street"), split, floors, papers("/papers", "name"), note], 2, [
    { rename: ["/items", "/papers"] },
    {
      split: {
        from: "/name",
        pattern: "^(\\p{L}+) ([\\p{L} ]+)$",
        into: ["/family", "/given"],
        otherwise: "/given",
      },
    },
    { map: { from: "/house", values: { cap_bon: { "/floors": "mot" }, lau: { "/floors": "nhieu" } } } },
  ]),
  draft([title, street("/address/street"), split, floors, papers("/papers", "name"), phone], 3, [
    { drop: ["/note"], words: words("Nay quầy gọi hỏi trực tiếp") },
  ]),
] as const;
