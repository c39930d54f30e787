/** Generated histories: honest authors, clones, and liars who name whatever parents they like. */

import fc from "fast-check";
import type { Operation } from "../../src/sync/change";
import type { Exclusion } from "../../src/sync/exclusions";
import { BAY, LAN, leaveOut, type Made, make, ROW } from "./making";

export interface Held {
  readonly changes: readonly Made[];
  readonly records: readonly Exclusion[];
}

const row = fc.constantFrom(ROW, "0000000000001");
const list = fc.constantFrom("/items", "/a", `/items/@${ROW}/parts`);
const path = fc.constantFrom(
  ...[
    "/a",
    "/a/b",
    "/items",
    `/items/@${ROW}`,
    `/items/@${ROW}/title`,
    `/items/@${ROW}/parts/@0000000000001/n`,
  ],
);
const value = fc.constantFrom("Lan", " Lan ", "e\u0301", "é", 1, null, [], { b: 1, a: [true] });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant("set" as const), path, value) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constant("insert" as const), list, row, fc.constantFrom("V", "a", "!")),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant("remove" as const), list, row) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant("record" as const),
      fc.constantFrom("noted", "other"),
      fc.constant({ note: "x" }),
    ),
  },
);
const step = fc.record({
  // Undefined: an honest author, who names all heads.
  parents: fc.option(fc.array(fc.nat(), { maxLength: 3 }), { nil: undefined, freq: 2 }),
  device: fc.constantFrom(LAN, BAY),
  time: fc.constantFrom(0, 1, 2 ** 42 - 1),
  operations: fc.array(operation, { minLength: 1, maxLength: 4 }),
});
const judgement = fc.record({
  change: fc.nat(),
  operations: fc.oneof(fc.constant("all" as const), fc.uniqueArray(fc.nat({ max: 4 }), { maxLength: 3 })),
  turn: fc.nat({ max: 3 }),
});

/** A history, and exclusions of some of its changes with their true parents. */
export const history: fc.Arbitrary<Held> = fc
  .record({
    steps: fc.array(step, { maxLength: 14 }),
    judgements: fc.array(judgement, { maxLength: 4 }),
  })
  .map(({ steps, judgements }) => {
    const changes: Made[] = [];
    for (const { parents, ...frame } of steps) {
      const named = parents?.map((number) => changes[number % changes.length]) ?? headsOf(changes);
      changes.push(
        make(
          [...new Set(named)].filter((made) => made !== undefined),
          frame.operations,
          frame,
        ),
      );
    }
    const records = judgements.flatMap(({ change, operations, turn }) => {
      const made = changes[change % changes.length];
      const sorted = operations === "all" ? operations : [...operations].sort((a, b) => a - b);
      return made ? [leaveOut(made, sorted, turn)] : [];
    });
    return { changes, records };
  });

function headsOf(changes: readonly Made[]): readonly Made[] {
  return changes.filter(({ id }) => !changes.some(({ change }) => change.parents.includes(id)));
}
