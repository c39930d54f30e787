import { describe, expect, test } from "vitest";
import type { Newer } from "../../src/sync/change";
import { Document } from "../../src/sync/document";
import { append, contextOf, emptyHistory, saw } from "../../src/sync/heads";
import { BAY, DOCUMENT, holding, LAN, leaveOut, type Made, make, ROW, recordOf, set, sha256 } from "./making";

const TITLE = `/items/@${ROW}/title`;

describe("heads and contexts", () => {
  test("H1 a context is all ancestors and nothing else", () => {
    const first = make([], [set("/a", 1)]);
    const left = make([first], [set("/a", 2)]);
    const right = make([first], [set("/a", 3)]);
    const both = make([left, right], [set("/b", 4)]);
    const document = holding([first, left, right, both]);
    const ids = [first, left, right, both].map(({ id }) => id);
    const seen = ids.map((later) => ids.filter((earlier) => document.saw(later, earlier)));
    expect(seen).toEqual([[], [ids[0]], [ids[0]], [ids[0], ids[1], ids[2]]]);
  });

  test("H1 contexts stay right over many branches", () => {
    const history = emptyHistory();
    const name = (number: number) => sha256(`${number}`);
    const ancestors: ReadonlySet<number>[] = [];
    // Three branches that meet every tenth change; as sets, and as the bits under test.
    for (let number = 0; number < 200; number++) {
      const parents =
        number < 3 ? [] : number % 10 === 0 ? [number - 1, number - 2, number - 3] : [number - 3];
      append(history, name(number), parents.map(name));
      ancestors.push(new Set(parents.flatMap((parent) => [parent, ...(ancestors[parent] ?? [])])));
    }
    for (let later = 0; later < 200; later++) {
      for (let earlier = 0; earlier < 200; earlier++) {
        expect(saw(history, name(later), name(earlier))).toBe(ancestors[later]?.has(earlier));
      }
    }
  });

  test("H1 a chain needs no bits", () => {
    const history = emptyHistory();
    let before: readonly string[] = [];
    for (let number = 0; number < 10_000; number++) {
      const id = number.toString(16).padStart(64, "0");
      append(history, id, before);
      before = [id];
    }
    expect(history.contexts.every(({ words }) => words === null)).toBe(true);
    expect(contextOf(history, before)).toEqual({ below: 10_000, words: null });
  });

  test("H2 a parent in another document is missing", () => {
    const elsewhere = make([], [set("/a", 1)], { document: "0e".repeat(16) });
    const child = make([elsewhere], [set("/a", 2)]);
    const document = holding([child]);
    expect(document.verdict(child.id)).toEqual({ verdict: "waiting", code: "" });
    expect(document.missing(child.id)).toEqual([elsewhere.id]);
  });

  test("H3 H4 H5 of more than 64 heads the author's own come first, and those that are withheld are nobody's", () => {
    const roots = Array.from({ length: 70 }, (_, number) =>
      make([], [set("/a", number)], { device: number % 7 === 0 ? LAN : BAY }),
    );
    const withheld = make([], [set("/a", "withheld")]);
    const document = holding(roots, [leaveOut(withheld, "all")]);
    const heads = [...roots, withheld].map(({ id }) => id).sort();
    expect(document.heads()).toEqual(heads);
    const own = roots.filter(({ change }) => change.device === LAN).map(({ id }) => id);
    const others = heads.filter((id) => !own.includes(id));
    expect(document.parentsFor(LAN)).toEqual([...own, ...others.slice(0, 64 - own.length)].sort());
    expect(document.parentsFor("00".repeat(16))).toEqual(heads.slice(0, 64));
  });
});

describe("registers and rows", () => {
  test("R1 two who had not seen each other both stand, and who saw both takes both away", () => {
    const left = make([], [set("/a", "Lan")]);
    const right = make([], [set("/a", "Bảy")]);
    const document = holding([left, right]);
    expect(new Set(document.field("/a").map(({ value }) => value))).toEqual(new Set(["Lan", "Bảy"]));
    expect(document.conflicts()).toEqual(["/a"]);
    const chosen = make([left, right], [set("/a", "Lan")]);
    document.take(chosen.id, chosen.change);
    expect(document.field("/a")).toEqual([{ change: chosen.id, time: 0, value: "Lan" }]);
    expect(document.conflicts()).toEqual([]);
  });

  test("R2 R3 shown first is the highest time, then the highest id", () => {
    const early = make([], [set("/a", "early")], { time: 1 });
    const late = ["x", "y", "z"].map((value) => make([], [set("/a", "?"), set("/a", value)], { time: 2 }));
    const ids = late.map(({ id }) => id).sort();
    const shown = holding([early, ...late]).field("/a");
    expect(shown.map(({ change }) => change)).toEqual([...ids.reverse(), early.id]);
    expect(shown.map(({ value }) => value)).not.toContain("?");
  });

  test("G4 G5 G6 an edit beside a removal revives the row whole, and says so until someone who saw both edits it", () => {
    const begun = make([], [["insert", "/items", ROW, "V"], set(TITLE, "Giấy"), set(`${TITLE}2`, "x")]);
    const removed = make([begun], [["remove", "/items", ROW]]);
    const edited = make([begun], [set(TITLE, "Giấy khai sinh")]);
    const document = holding([begun, removed]);
    expect(document.rows("/items")).toMatchObject([
      { id: ROW, standing: false, visible: false, revived: false },
    ]);
    document.take(edited.id, edited.change);
    expect(document.rows("/items")).toMatchObject([
      { position: "V", visible: true, revived: true, tokens: [edited.id] },
    ]);
    expect(document.field(`${TITLE}2`)).toHaveLength(1);
    const again = make([removed, edited], [set(TITLE, "Giấy khai sinh 2")]);
    document.take(again.id, again.change);
    expect(document.rows("/items")).toMatchObject([{ visible: true, revived: false }]);
  });

  test("G5 a row within a row that is gone stands, and is invisible", () => {
    const inner = `/items/@${ROW}/parts`;
    const begun = make(
      [],
      [
        ["insert", "/items", ROW, "V"],
        ["insert", inner, ROW, "V"],
      ],
    );
    const removed = make([begun], [["remove", "/items", ROW]]);
    const document = holding([begun, removed]);
    expect(document.rows(inner)).toMatchObject([{ standing: true, visible: false }]);
    expect(document.lists()).toEqual(["/items", inner]);
  });
});

describe("waiting and exclusions", () => {
  const chain = () => {
    const first = make([], [set("/a", 1)]);
    const second = make([first], [set("/a", 2)]);
    const third = make([second], [set("/a", 3)]);
    return [first, second, third] as const;
  };

  test("W1 what lacked a parent is applied in the call that brings it", () => {
    const [first, second, third] = chain();
    const document = holding([third, second]);
    expect(document.order()).toEqual([]);
    expect(document.missing(third.id)).toEqual([]);
    expect(document.missing(second.id)).toEqual([first.id]);
    expect(document.take(first.id, first.change)).toEqual([first.id, second.id, third.id]);
    expect(document.take(first.id, first.change)).toEqual([]);
    expect(document.missing(second.id)).toEqual([]);
  });

  test("W5 what builds on a higher version waits for nothing that could be sent", () => {
    const [first] = chain();
    const { operations, kind, ...frame } = make([first], [set("/a", 2)]).change;
    const newer: Newer = { kind: "newer", ...frame, version: 2 };
    const id = sha256("newer");
    const child = make([first], [set("/b", 1)], { parents: [id] });
    const document = holding([first]);
    expect(document.take(id, newer)).toEqual([]);
    document.take(child.id, child.change);
    expect(document.verdict(id)).toEqual({ verdict: "waiting", code: "newer" });
    expect(document.verdict(child.id)).toEqual({ verdict: "waiting", code: "" });
    expect(document.missing(child.id)).toEqual([]);
    // X5: and its exclusion lets everything go on.
    const record = recordOf({ ...terms(first, id), operations: "all", turn: 1 });
    expect(document.exclude(record)).toEqual([id, child.id]);
    expect(document.verdict(id)).toEqual({ verdict: "quarantined", code: "not-granted" });
    expect(document.heads()).toEqual([child.id]);
  });

  test("W12 W13 X4 verdicts are the present ones", () => {
    const [first, second] = chain();
    const document = holding([first, second], [leaveOut(second, [0], 1, "revoked")]);
    expect(document.verdict(second.id)).toEqual({ verdict: "quarantined", code: "revoked" });
    expect(document.field("/a")).toMatchObject([{ value: 1 }]);
    expect(document.exclude(leaveOut(second, [], 2))).toEqual([]);
    expect(document.verdict(second.id)).toEqual({ verdict: "accepted", code: "" });
    expect(document.field("/a")).toMatchObject([{ value: 2 }]);
    expect(document.verdict(sha256("nothing"))).toBeUndefined();
    expect([document.holds(second.id), document.held(second.id)]).toEqual([true, second.change]);
  });

  test("X6 what is not all counts only once the payload is here", () => {
    const [first, second, third] = chain();
    const document = holding([first, third], [leaveOut(second, "all", 1), leaveOut(second, [0], 2)]);
    expect(document.order()).toEqual([first.id, second.id, third.id]);
    expect([document.applied(second.id), document.standing(second.id)?.operations]).toEqual([
      undefined,
      "all",
    ]);
    expect(document.take(second.id, second.change)).toEqual([]);
    expect(document.standing(second.id)?.operations).toEqual([0]);
    expect(document.applied(second.id)).toEqual(second.change);
  });

  test("X9 a value that a left-out operation took away is told of once, until it is current again", () => {
    const [first, second, third] = chain();
    const other = make([first], [set("/a", "other")]);
    const document = holding([first, second, third, other]);
    document.exclude(leaveOut(second, "all"));
    document.exclude(leaveOut(other, "all"));
    expect([...document.replaced()]).toEqual([["/a", [{ change: first.id, time: 0, value: 1 }]]]);
    document.exclude(leaveOut(third, "all"));
    expect([...document.replaced()]).toEqual([]);
  });

  test("X10 a value that was readmitted too late is told of", () => {
    const [first, second, third] = chain();
    const document = holding([first, second, third], [leaveOut(second, [0], 1), leaveOut(second, [], 2)]);
    expect([...document.replaced()]).toEqual([["/a", [{ change: second.id, time: 0, value: 2 }]]]);
  });

  test("X10 but not one that its own change had written over", () => {
    const first = make([], [set("/a", 1), set("/a", 2)]);
    const second = make([first], [set("/a", 3)]);
    const told = (operations: number[]) => {
      const document = holding([first, second], [leaveOut(first, operations, 1), leaveOut(first, [], 2)]);
      return [...document.replaced().values()].flat().map(({ value }) => value);
    };
    expect(told([0])).toEqual([]);
    expect(told([1])).toEqual([2]);
  });

  function terms(parent: Made, change: string) {
    return { document: DOCUMENT, change, parents: [parent.id], code: "not-granted" };
  }
});

describe("canonical state", () => {
  test("C2 C3 C7 everything in its order, rows that stand only, keys by UTF-16", () => {
    const first = make(
      [],
      [
        ["insert", "/items", "0000000000002", "a"],
        ["insert", "/items", "0000000000001", "a"],
        ["insert", "/items", ROW, "!"],
        set("/b", { "\uffff": 1, "\u{10000}": 2 }),
        set("/a", "x\u2028"),
      ],
    );
    const second = make([first], [["remove", "/items", ROW]]);
    const { id } = first;
    expect(holding([first, second]).state()).toBe(
      `["${DOCUMENT}",[["/a",[["${id}",0,"x\u2028"]]],["/b",[["${id}",0,{"\u{10000}":2,"\uffff":1}]]]],` +
        `[["/items",[["0000000000001","a",["${id}"]],["0000000000002","a",["${id}"]]]]],[],["${second.id}"],[]]`,
    );
  });

  test("C9 at none it is the empty document, and what is not applied is passed over", () => {
    const first = make([], [set("/a", 1)]);
    const document = holding([first]);
    const empty = new Document(DOCUMENT).state();
    expect(document.state([])).toBe(empty);
    expect(document.state([sha256("nowhere")])).toBe(empty);
    expect(document.state([first.id, sha256("nowhere")])).toBe(document.state());
  });
});
