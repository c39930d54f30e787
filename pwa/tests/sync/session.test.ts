import { describe, expect, test } from "vitest";
import type { Change } from "../../src/sync/change";
import { BATCH_BYTES_MAX, BATCH_ITEMS_MAX } from "../../src/sync/limits";
import { fromHex, type Hex } from "../../src/sync/packing";
import { builtOn, isAnswer, isOvertaken, type Outbox, plan, read, reissue } from "../../src/sync/session";
import type { SyncResponse, Verdict } from "../../src/wire.gen";
import { DOCUMENT, make, set, sha256 } from "./making";

const OLD = new Uint8Array([...new Uint8Array(16).fill(1), 9, 9]);
const outbox: Outbox = { cursor: OLD, changes: [], exclusions: [], offers: [] };
const response: SyncResponse = {
  verdicts: [],
  devices: [],
  changes: [],
  exclusions: [],
  outcomes: [],
  wanted: [],
  cursor: OLD,
  more: false,
  revoked: false,
  time: 0,
  nonce: new Uint8Array(),
};

function sendable(name: string, bytes: number) {
  return { id: sha256(name), envelope: new Uint8Array(bytes) };
}

function verdict(name: string, ...rest: [Verdict[1], string?, Hex[]?]): Verdict {
  const [word, code = "", missing = []] = rest;
  return [fromHex(sha256(name)), word, code, missing.map(fromHex)];
}

describe("what to send", () => {
  test("T1 changes, records and offers go in one request, which asks for a batch back", () => {
    const offers = [{ document: DOCUMENT, heads: [sha256("head")] }];
    const exclusions = [new Uint8Array(3)];
    const { request } = plan({ ...outbox, changes: [sendable("a", 5)], exclusions, offers });
    expect(request).toEqual({
      cursor: OLD,
      changes: [new Uint8Array(5)],
      exclusions,
      heads: [[fromHex(DOCUMENT), [fromHex(sha256("head"))]]],
      limit: BATCH_BYTES_MAX,
    });
  });

  test("T2 a backlog goes oldest first, as much as a batch takes", () => {
    const changes = Array.from({ length: 20 }, (_, number) => sendable(`${number}`, 65_536));
    const planned = plan({ ...outbox, changes });
    expect(planned.changes).toBe(8);
    expect(planned.request.changes).toEqual(changes.slice(0, 8).map(({ envelope }) => envelope));
    const exact = plan({ ...outbox, changes: changes.slice(0, 8) });
    expect(exact.changes).toBe(8);
    expect(plan({ ...outbox, changes: [sendable("one more byte", 65_537), ...changes] }).changes).toBe(7);
  });

  test("T2 a batch is bounded in number too, and records share its room", () => {
    const many = Array.from({ length: 5_000 }, (_, number) => sendable(`${number}`, 10));
    expect(plan({ ...outbox, changes: many }).changes).toBe(BATCH_ITEMS_MAX);
    const exclusions = Array.from({ length: 7 }, () => new Uint8Array(65_536));
    const changes = [sendable("a", 65_536), sendable("b", 1)];
    expect(plan({ ...outbox, changes, exclusions })).toMatchObject({ changes: 1, exclusions: 7 });
    const offers = many.map(({ id }) => ({ document: id.slice(0, 32), heads: [id] }));
    expect(plan({ ...outbox, offers }).offers).toBe(BATCH_ITEMS_MAX);
  });
});

describe("what a reply means", () => {
  const { request } = plan(outbox);

  test.each([
    ["accepted", "", "rest"],
    ["quarantined", "not-granted", "rest"],
    ["waiting", "", "rest"],
    ["waiting", "newer", "rest"],
    ["waiting", "unknown-key", "rest"],
    ["waiting", "full", "again"],
    ["refused", "malformed", "show"],
    ["refused", "bad-signature", "check"],
  ] as const)("T3 T5 T6 %s %s → %s", (word, code, next) => {
    const { answers } = read(request, { ...response, verdicts: [verdict("a", word, code)] });
    expect(answers).toEqual([{ id: sha256("a"), verdict: word, code, next }]);
  });

  test("T4 missing parents are to be sent by who holds them, each once", () => {
    const [first, second] = [sha256("first"), sha256("second")];
    const verdicts = [verdict("a", "waiting", "", [first, second]), verdict("b", "waiting", "", [second])];
    expect(read(request, { ...response, verdicts }).missing).toEqual([first, second]);
  });

  test("T7 a verdict that nobody asked for is taken like any other, one without an id is nobody's", () => {
    const verdicts: Verdict[] = [
      [null, "refused", "malformed", []],
      verdict("long ago", "quarantined", "revoked"),
    ];
    expect(read(request, { ...response, verdicts }).answers).toMatchObject([{ id: sha256("long ago") }]);
  });

  test("T8 another node or incarnation is told by the first 16 bytes of the cursor, and none before the first reply", () => {
    const further = new Uint8Array([...OLD.subarray(0, 16), 7]);
    const another = new Uint8Array([...new Uint8Array(16).fill(2), 9, 9]);
    const restarts = (cursor: Uint8Array, reply: Uint8Array) =>
      read({ ...request, cursor }, { ...response, cursor: reply }).isRestart;
    expect(restarts(OLD, further)).toBe(false);
    expect(restarts(OLD, another)).toBe(true);
    expect(restarts(OLD, new Uint8Array())).toBe(true);
    expect(restarts(new Uint8Array(), another)).toBe(false);
    const wanted = [fromHex(sha256("head"))];
    expect(read(request, { ...response, wanted }).wanted).toEqual([sha256("head")]);
  });

  test("T20 of another life only the answer to what was asked last counts", () => {
    const before = new Uint8Array([...OLD.subarray(0, 16), 8]);
    const another = new Uint8Array(16).fill(2);
    const counts = (asked: Uint8Array, reply: Uint8Array) =>
      isAnswer(OLD, { ...request, cursor: asked }, { ...response, cursor: reply });
    expect(counts(OLD, OLD)).toBe(true);
    // The device's own question is how it hears of a restart.
    expect(counts(OLD, another)).toBe(true);
    expect(counts(new Uint8Array(), before)).toBe(true);
    expect(counts(new Uint8Array(), another)).toBe(false);
    expect(counts(before, another)).toBe(false);
  });

  test.each(["accepted", "quarantined", "waiting", "refused", "unsent"])(
    "T21 what was applied waits no more: %s",
    (known) => {
      const told = (word: Verdict[1]) =>
        read(request, { ...response, verdicts: [verdict("a", word)] }).answers;
      const words = ["accepted", "quarantined", "waiting", "refused"] as const;
      const older = words.filter((word) => told(word).some((answer) => isOvertaken(known, answer)));
      expect(older).toEqual(known === "accepted" || known === "quarantined" ? ["waiting"] : []);
    },
  );

  test("T9 T10 planning and reading change nothing: the same twice gives the same", () => {
    const changes = [sendable("a", 5), sendable("b", 6)];
    const once = plan({ ...outbox, changes });
    expect(plan({ ...outbox, changes })).toEqual(once);
    const reply = { ...response, more: true, verdicts: [verdict("a", "accepted")] };
    expect(read(once.request, reply)).toEqual(read(once.request, reply));
  });
});

describe("after a refusal", () => {
  test("T5 own later changes are written again on the refused one's parents, in order", () => {
    const base = make([], [set("/a", 0)]);
    const refused = make([base], [set("/a", 1)]);
    const second = make([refused], [set("/a", 2)]);
    const beside = make([base], [set("/b", 1)]);
    const third = make([second, beside], [set("/a", 3)]);
    const own = new Map<Hex, Change>([third, beside, second, refused].map(({ id, change }) => [id, change]));
    expect(builtOn(refused.id, own)).toEqual([second.id, third.id]);
    const instead = new Map<Hex, readonly Hex[]>([[refused.id, refused.change.parents]]);
    const again = reissue(second.change, instead);
    expect(again).toEqual({ ...second.change, parents: [base.id] });
    const newId = sha256("second, again");
    instead.set(second.id, [newId]);
    expect(reissue(third.change, instead).parents).toEqual([newId, beside.id].sort());
  });

  test("T5 what stands on two of them comes after both, in whatever order they are held", () => {
    const refused = make([], [set("/a", 1)]);
    const [left, right] = [make([refused], [set("/a", 2)]), make([refused], [set("/a", 3)])];
    const both = make([left, right], [set("/a", 4)]);
    for (const order of [
      [left, both, right],
      [both, right, left],
      [right, left, both],
    ]) {
      const own = new Map<Hex, Change>(order.map(({ id, change }) => [id, change]));
      expect(builtOn(refused.id, own).at(-1)).toBe(both.id);
      expect(new Set(builtOn(refused.id, own)).size).toBe(3);
    }
  });

  test("H5 no more than 64 parents are named in the place of one", () => {
    const parents = Array.from({ length: 64 }, (_, number) => sha256(`${number}`)).sort();
    const last = parents.at(-1) as Hex;
    const change = make([], [set("/a", 1)], { parents }).change;
    const others = Array.from({ length: 64 }, (_, number) => sha256(`other ${number}`));
    expect(reissue(change, new Map([[last, others]])).parents).toHaveLength(64);
  });
});
