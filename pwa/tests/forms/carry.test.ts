/** Carrying over, answer by answer: what each step does, that chains act in order, and that nothing is lost. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { arrivals, type CarryStep, fateOf, type Link } from "../../src/forms/carry";
import { carry, type Stands, type WrittenAnswer } from "../../src/forms/carrying";
import type { Field, Form } from "../../src/forms/dialect";
import type { Value } from "../../src/sync/packing";

const WORDS = { vi: "Không hỏi nữa", en: "Not asked any more" };
const R1 = "000000000000a";
const R2 = "000000000000b";

function link(number: number, ...steps: CarryStep[]): Link {
  return { from: `thu@${number - 1}`, to: `thu@${number}`, steps };
}

const chain = [
  link(
    2,
    { rename: ["/home", "/address"] },
    { rename: ["/items/@/title", "/items/@/name"] },
    { map: { from: "/gender", values: { nam: { "/sex": "m", "/soldier": true }, nu: { "/sex": "f" } } } },
  ),
  link(
    3,
    { rename: ["/items", "/papers"] },
    {
      split: {
        from: "/name",
        pattern: "^(\\p{L}+) ([\\p{L} ]+)$",
        into: ["/family", "/given"],
        otherwise: "/given",
      },
    },
    { map: { from: "/sex", values: { m: { "/sex": "nam" }, f: { "/sex": "nu" } } } },
  ),
  link(
    4,
    { default: ["/papers/@/copies", 1] },
    { default: ["/country", "VN"] },
    { drop: ["/note", "/extra"], words: WORDS },
  ),
] as const;

const ROW: Field["row"] = { name: WORDS, add: WORDS, title: "/papers/@/name", steps: [] };

function form(number: number, lists: readonly string[]): Form {
  const fields = Object.fromEntries(
    lists.map((list) => [list, { label: WORDS, widget: "rows", row: ROW } as Field]),
  );
  const ui = { form: `thu@${number}`, title: WORDS, sections: [], at_check: [], fields, not_asked: {} };
  const calendar = { off: new Set<string>(), work: new Set<string>(), lunar: {} };
  return { id: `thu@${number}`, schema: {}, rules: {}, ui, calendar };
}

const newest = form(4, ["/papers"]);

type Written = readonly [path: string, value: Value, change?: string, version?: number];

function stands(written: readonly Written[], rows: Readonly<Record<string, readonly string[]>> = {}): Stands {
  const fields = new Map<string, { entries: WrittenAnswer[] }>();
  for (const [path, value, change = "c", version = 1] of written) {
    const field = fields.get(path) ?? { entries: [] };
    field.entries.push({ change, value, form: `thu@${version}` });
    fields.set(path, field);
  }
  const drawn = Object.entries(rows).map(
    ([list, ids]) => [list, ids.map((id) => ({ id, position: `p${id}`, visible: true }))] as const,
  );
  return { fields, rows: new Map(drawn) };
}

test.each<[string, Value, readonly (readonly [string, Value])[]]>([
  ["/kept", "a", [["/kept", "a"]]],
  ["/home/street", "a", [["/address/street", "a"]]],
  ["/homeless", "a", [["/homeless", "a"]]],
  [`/items/@${R1}/title`, "a", [[`/papers/@${R1}/name`, "a"]]],
  [`/items/@${R1}/pages`, 3, [[`/papers/@${R1}/pages`, 3]]],
  [
    "/gender",
    "nam",
    [
      ["/sex", "nam"],
      ["/soldier", true],
    ],
  ],
  ["/gender", "nu", [["/sex", "nu"]]],
  [
    "/name",
    " Nguyễn Thị Lan ",
    [
      ["/family", "Nguyễn"],
      ["/given", "Thị Lan"],
    ],
  ],
  ["/name", "Lan", [["/given", "Lan"]]],
  ["/name", 3, [["/given", 3]]],
])("three versions on, %s %j comes to %j", (path, value, answers) => {
  const fate = fateOf(chain, path, value);
  expect(fate.answers.map((answer) => [answer.path, answer.value])).toEqual(answers);
  expect(fate.words).toBeNull();
});

test("what is dropped has words; a value that nobody foresaw is told without", () => {
  expect(fateOf(chain, "/note", "a")).toEqual({ answers: [], words: WORDS });
  expect(fateOf(chain, "/extra/deep", "a")).toEqual({ answers: [], words: WORDS });
  expect(fateOf(chain, "/gender", "constructor")).toEqual({ answers: [], words: null });
});

test("what comes from an older question is not new", () => {
  const before = ["/kept", "/home/street", "/items", "/items/@/title", "/gender", "/name", "/note"];
  expect([...arrivals(chain, before)].sort()).toEqual(
    ["/address/street", "/family", "/given", "/kept", "/papers", "/papers/@/name", "/sex", "/soldier"].sort(),
  );
});

test("a whole draft is carried: rows keep their ids and places, old places are emptied, gaps get what is offered", () => {
  const written: Written[] = [
    ["/kept", "a"],
    ["/note", "giữ lại"],
    ["/home/street", "Đường 1"],
    [`/items/@${R1}/title`, "Sổ hồng"],
    [`/items/@${R2}/title`, "Bằng"],
    [`/items/@${R2}/copies`, 5],
  ];
  const { operations, beside, carried } = carry(
    stands(written, { "/items": [R1, R2] }),
    "thu@1",
    newest,
    chain,
  );
  expect(beside).toEqual([]);
  expect(operations).toEqual([
    ["insert", "/papers", R1, `p${R1}`],
    ["insert", "/papers", R2, `p${R2}`],
    ["set", "/address/street", "Đường 1"],
    ["set", `/papers/@${R1}/name`, "Sổ hồng"],
    ["set", `/papers/@${R2}/name`, "Bằng"],
    ["set", `/papers/@${R2}/copies`, 5],
    ["set", `/papers/@${R1}/copies`, 1],
    ["set", "/country", "VN"],
    ["set", "/note", null],
    ["set", "/home/street", null],
    ["remove", "/items", R1],
    ["remove", "/items", R2],
  ]);
  expect(carried.filter(({ words }) => words !== null).map(({ path, value }) => [path, value])).toEqual([
    ["/note", "giữ lại"],
  ]);
});

test("two answers to one question stay two, each upon the change that it came from", () => {
  const twofold = stands([
    ["/home/street", "Đường 1", "c1"],
    ["/home/street", "Đường 2", "c2"],
    ["/gender", "nam", "c1"],
    ["/gender", "nu", "c2"],
  ]);
  const { operations, beside } = carry(twofold, "thu@1", newest, chain);
  expect(beside).toEqual([
    {
      change: "c1",
      operations: [
        ["set", "/address/street", "Đường 1"],
        ["set", "/sex", "nam"],
      ],
    },
    {
      change: "c2",
      operations: [
        ["set", "/address/street", "Đường 2"],
        ["set", "/sex", "nu"],
      ],
    },
  ]);
  expect(operations).toContainEqual(["set", "/home/street", null]);
  expect(operations).toContainEqual(["set", "/soldier", true]);
});

test("an answer written late on the old form is carried from the version of its own change, beside what stands", () => {
  const late = stands(
    [
      ["/home/street", null, "carry", 4],
      ["/home/street", "Đường 9", "late", 1],
      ["/address/street", "Đường 1", "carry", 4],
      ["/sex", "nu", "carry", 4],
      ["/sex", "m", "later", 2],
      ["/kept", "b", "late", 1],
    ],
    {},
  );
  const { operations, beside } = carry(late, "thu@4", newest, chain);
  expect(beside).toEqual([
    { change: "late", operations: [["set", "/address/street", "Đường 9"]] },
    { change: "later", operations: [["set", "/sex", "nam"]] },
  ]);
  // Nothing is offered a second time.
  expect(operations).toEqual([["set", "/home/street", null]]);
});

test("an answer that goes nowhere does not empty the place to which another one comes", () => {
  const { operations } = carry(
    stands([
      ["/sex", false, "c1", 1],
      ["/gender", "nam", "c1", 1],
    ]),
    "thu@1",
    newest,
    chain,
  );
  expect(operations.filter(([kind, path]) => kind === "set" && path === "/sex")).toEqual([
    ["set", "/sex", "nam"],
  ]);
});

test("of another form, or from where no way leads, nothing is touched", () => {
  const stranger: Stands = stands([["/home/street", "a", "c", 1]]);
  expect(carry(stranger, "thu@1", { ...newest, id: "khac@4" }, chain).carried).toEqual([]);
  expect(carry(stranger, "thu@1", newest, chain.slice(1)).carried).toEqual([]);
});

const paths = [
  "/kept",
  "/home/street",
  "/gender",
  "/sex",
  "/name",
  "/note",
  "/extra/x",
  `/items/@${R1}/title`,
];
const anyWritten = fc.array(
  fc.tuple(
    fc.constantFrom(...paths),
    fc.oneof(fc.constantFrom("nam", "nu", "m", "f", "Nguyễn Lan"), fc.string(), fc.integer(), fc.boolean()),
    fc.constantFrom("c1", "c2", "c3"),
    fc.integer({ min: 1, max: 3 }),
  ),
  { maxLength: 12 },
);

test("whatever was written is kept, carried or told, and in one place each answer is written once or beside", () => {
  fc.assert(
    fc.property(anyWritten, (written) => {
      const before = stands(written, { "/items": [R1] });
      const { operations, beside, carried } = carry(before, "thu@1", newest, chain);
      const sets = [...operations, ...beside.flatMap((each) => each.operations)];
      for (const { path, answers } of carried) {
        for (const answer of answers) {
          const isThere = before.fields
            .get(answer.path)
            ?.entries.some((entry) => JSON.stringify(entry.value) === JSON.stringify(answer.value));
          const isSet = sets.some(
            ([kind, at, value]) =>
              kind === "set" && at === answer.path && JSON.stringify(value) === JSON.stringify(answer.value),
          );
          expect(isThere || isSet, `${path} → ${answer.path}`).toBe(true);
        }
      }
      const plain = operations.filter(([kind]) => kind === "set").map(([, path]) => path);
      expect(new Set(plain).size).toBe(plain.length);
    }),
  );
});
