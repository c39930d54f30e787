import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Document } from "../../src/sync/document";
import { type Held, history } from "./histories";
import { DOCUMENT, holding, recordOf } from "./making";
import { stateOf } from "./oracle";

const RUNS = { seed: 7, numRuns: 400 };

/** The same things in another order, some of them twice. */
const shuffled = history.chain((held) => {
  const { changes, records } = held;
  const things = [...changes, ...records];
  const again = fc.subarray(things);
  return again.chain((twice) => {
    const all = [...things, ...twice.slice(0, 4)];
    const order = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
    return order.map((arrivals) => ({ held, arrivals }));
  });
});

function takeAll(document: Document, arrivals: readonly (Held["changes"][0] | Held["records"][0])[]): void {
  for (const arrival of arrivals) {
    if ("id" in arrival) document.take(arrival.id, arrival.change);
    else document.exclude(arrival);
  }
}

/** All that a person can see. */
function seen(document: Document) {
  return {
    state: document.state(),
    conflicts: document.conflicts(),
    fields: [...document.fields()].sort(([a], [b]) => (a < b ? -1 : 1)),
    replaced: [...document.replaced()].sort(([a], [b]) => (a < b ? -1 : 1)),
    rows: document.lists().map((list) => document.rows(list)),
  };
}

describe("convergence", () => {
  test("W3 W4 any order of arrival, and arriving twice, come to the same", () => {
    fc.assert(
      fc.property(shuffled, ({ held: { changes, records }, arrivals }) => {
        const document = new Document(DOCUMENT);
        takeAll(document, arrivals);
        const { rows, ...rest } = seen(document);
        const { rows: expected, ...others } = seen(holding(changes, records));
        expect(rest).toEqual(others);
        const standing = (lists: typeof rows) => lists.map((list) => list.filter((row) => row.standing));
        expect(standing(rows).filter((list) => list.length > 0)).toEqual(
          standing(expected).filter((list) => list.length > 0),
        );
      }),
      RUNS,
    );
  });

  test("W4 the state is what the definitions say", () => {
    fc.assert(
      fc.property(shuffled, ({ held: { changes, records }, arrivals }) => {
        const document = new Document(DOCUMENT);
        takeAll(document, arrivals);
        expect(document.state()).toBe(stateOf(DOCUMENT, changes, records));
      }),
      RUNS,
    );
  });

  test("W4 so it is while some of it is still missing", () => {
    fc.assert(
      fc.property(shuffled, fc.nat(), ({ arrivals }, number) => {
        const some = arrivals.slice(0, number % (arrivals.length + 1));
        const document = new Document(DOCUMENT);
        takeAll(document, some);
        const changes = some.flatMap((arrival) => ("id" in arrival ? [arrival] : []));
        const records = some.flatMap((arrival) => ("id" in arrival ? [] : [arrival]));
        expect(document.state()).toBe(stateOf(DOCUMENT, changes, records));
      }),
      RUNS,
    );
  });

  test("W2 what is applied stays applied, and each change becomes applied once", () => {
    fc.assert(
      fc.property(shuffled, ({ arrivals }) => {
        const document = new Document(DOCUMENT);
        const applied = new Set<string>();
        for (const arrival of arrivals) {
          const news =
            "id" in arrival ? document.take(arrival.id, arrival.change) : document.exclude(arrival);
          for (const id of news) {
            expect(applied.has(id)).toBe(false);
            applied.add(id);
          }
          expect(new Set(document.order())).toEqual(applied);
        }
      }),
      RUNS,
    );
  });

  test("Z3 whether something would become applied is known before it does", () => {
    fc.assert(
      fc.property(shuffled, ({ arrivals }) => {
        const document = new Document(DOCUMENT);
        for (const arrival of arrivals) {
          if ("id" in arrival) document.store(arrival.id, arrival.change);
          else document.storeExclusion(arrival);
          const isReady = document.isReady();
          expect(document.settle().length > 0).toBe(isReady);
        }
      }),
      RUNS,
    );
  });

  test("W10 nothing that is well-formed makes the merge raise, not even exclusions with false parents", () => {
    const lie = fc.record({
      about: fc.nat(),
      parents: fc.array(fc.nat(), { maxLength: 2 }),
      turn: fc.nat({ max: 5 }),
    });
    fc.assert(
      fc.property(shuffled, fc.array(lie, { maxLength: 4 }), ({ held: { changes }, arrivals }, lies) => {
        const document = new Document(DOCUMENT);
        const idAt = (number: number) => changes[number % changes.length]?.id ?? "00".repeat(32);
        for (const { about, parents, turn } of lies) {
          const named = [...new Set(parents.map(idAt))].sort();
          const terms = {
            document: DOCUMENT,
            change: idAt(about),
            parents: named,
            operations: "all" as const,
          };
          document.exclude(recordOf({ ...terms, code: "", turn }));
        }
        takeAll(document, arrivals);
        expect(seen(document).state).toContain(DOCUMENT);
      }),
      RUNS,
    );
  });

  test("C8 equal states have the same changes applied and the same exclusions in force", () => {
    fc.assert(
      fc.property(history, fc.nat(), ({ changes, records }, number) => {
        const fewer = holding(
          changes.filter((_, index) => index !== number % (changes.length || 1)),
          records,
        );
        const all = holding(changes, records);
        const same = new Set(all.order()).size === new Set(fewer.order()).size;
        const excluded = (document: Document) => JSON.stringify(document.shown().exclusions);
        if (all.state() === fewer.state()) {
          expect(same).toBe(true);
          expect(excluded(all)).toBe(excluded(fewer));
        } else expect(same && excluded(all) === excluded(fewer)).toBe(false);
      }),
      RUNS,
    );
  });

  test("C9 the state at some changes is that of a document which never held more", () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(), { maxLength: 3 }), ({ changes, records }, numbers) => {
        const document = holding(changes, records);
        const at = numbers.flatMap((number) => changes[number % changes.length]?.id ?? []);
        const inside = changes.filter(({ id }) => at.some((head) => head === id || document.saw(head, id)));
        const known = new Set(inside.map(({ id }) => id));
        const alone = holding(
          inside,
          records.filter(({ change }) => known.has(change)),
        );
        expect(document.state(at)).toBe(alone.state());
        expect(document.conflicts(at)).toEqual(alone.conflicts());
      }),
      RUNS,
    );
  });
});
