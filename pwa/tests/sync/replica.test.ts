import { describe, expect, test } from "vitest";
import { makeHarness } from "../../harness/verbs";
import { decode } from "../../src/sync/change";
import { fromHex, type Hex, pack, toHex } from "../../src/sync/packing";
import { CHANGE, packSigned } from "../../src/sync/seal";
import { DOCUMENT, keyOf, type Made, make, ROW, seal, set, sha256 } from "./making";

const NOW = 1_795_000_000_000;
const SCHEMA = "khoi-cong@1";
const OTHER: Hex = "0e".repeat(16);

type Reply = Readonly<Record<string, unknown>>;
interface Sealed {
  readonly payload: Hex;
  readonly envelope: Hex;
}

/** A harness with some replicas, and the few requests that the tests below repeat. */
async function replicas(names: readonly string[], strangers: readonly string[] = []) {
  const answer = makeHarness();
  const ask = async (request: Reply): Promise<Reply> => JSON.parse(await answer(JSON.stringify(request)));
  const devices: Record<string, Hex> = {};
  for (const name of [...names, ...strangers]) {
    const stranger = strangers.includes(name);
    const { device } = await ask({ do: "new", name, secret: sha256(name), stranger });
    devices[name] = String(device);
  }
  return {
    ask,
    devices,
    edit: (name: string, operations: readonly unknown[], document = DOCUMENT, schema = SCHEMA) =>
      ask({ do: "edit", name, document, operations, schema, now: NOW }),
    seal: async (name: string, document = DOCUMENT, now = NOW) =>
      (await ask({ do: "seal", name, document, now })).sealed as readonly Sealed[],
    receive: (name: string, envelopes: readonly Hex[], now = NOW) =>
      ask({ do: "receive", name, envelopes, now }),
    state: async (name: string, document = DOCUMENT) =>
      (await ask({ do: "state", name, document })).state as string,
    /** An envelope of a change that nobody's replica made. */
    envelope: async (name: string, made: Made) => {
      const { key } = await keyOf(name);
      return toHex(packSigned(made.payload, await seal.sign(key, CHANGE, made.payload)));
    },
  };
}

function operationsOf({ payload }: Sealed) {
  const change = decode(fromHex(payload));
  return change.kind === "change" ? change.operations : [];
}

describe("open edits", () => {
  test("O1 a later set takes the earlier one's place at the end", async () => {
    const { edit, seal: sealUp } = await replicas(["a"]);
    await edit("a", [set("/a", 1), set("/b", 2), ["insert", "/items", ROW, "V"], set("/a", 3)]);
    await edit("a", [set("/b", 4), ["remove", "/items", ROW], ["insert", "/items", ROW, "V"]]);
    const [sealed] = await sealUp("a");
    expect(sealed && operationsOf(sealed)).toEqual([
      ["insert", "/items", ROW, "V"],
      set("/a", 3),
      set("/b", 4),
      ["remove", "/items", ROW],
      ["insert", "/items", ROW, "V"],
    ]);
    expect(await sealUp("a")).toEqual([]);
  });

  test("O2 a change of schema seals first", async () => {
    const { edit } = await replicas(["a"]);
    await edit("a", [set("/a", 1)]);
    const { sealed } = await edit("a", [set("/a", 2)], DOCUMENT, "khoi-cong@2");
    expect((sealed as Sealed[]).map(operationsOf)).toEqual([[set("/a", 1)]]);
  });

  test("O3 what would be too large seals first, to the byte and whenever it is sealed", async () => {
    const { edit, seal: sealUp } = await replicas(["a"]);
    const largest =
      65_536 - make([], [set("/a", "x".repeat(60_000))], { time: 2 ** 42 - 1 }).payload.length + 60_000;
    expect(await edit("a", [set("/a", "x".repeat(largest + 1))])).toEqual({ error: "malformed" });
    expect(await edit("a", [set("/a", "x".repeat(largest))])).toEqual({ sealed: [] });
    const { sealed } = await edit("a", [set("/b", 1)]);
    expect((sealed as Sealed[]).map(({ payload }) => payload.length / 2)).toEqual([65_536]);
    const [next] = await sealUp("a");
    expect(next && operationsOf(next)).toEqual([set("/b", 1)]);
  });

  test("O3 an operation that is too large beside many parents is refused, and fits once they are one", async () => {
    const harness = await replicas(["a"]);
    const roots = Array.from({ length: 64 }, (_, number) =>
      make([], [set("/r", number)], { device: harness.devices.a ?? "" }),
    );
    await harness.receive("a", await Promise.all(roots.map((root) => harness.envelope("a", root))));
    const large = set("/a", "x".repeat(65_000));
    expect(await harness.edit("a", [large])).toEqual({ error: "malformed" });
    expect(await harness.edit("a", [set("/b", 1), large])).toMatchObject({ sealed: [{}] });
  });

  test("O4 O5 Z2 what is open is sealed before what arrives is applied, on the heads of before", async () => {
    const { edit, seal: sealUp, receive } = await replicas(["a", "b"]);
    await edit("a", [set("/a", 1)]);
    const theirs = await sealUp("a");
    await edit("b", [set("/a", 2)]);
    await edit("b", [set("/a", 3)], OTHER);
    const { sealed } = await receive(
      "b",
      theirs.map(({ envelope }) => envelope),
    );
    expect((sealed as Sealed[]).map((each) => decode(fromHex(each.payload)))).toMatchObject([
      { parents: [] },
    ]);
    await edit("b", [set("/b", 1)]);
    expect(
      await receive(
        "b",
        theirs.map(({ envelope }) => envelope),
      ),
    ).toMatchObject({ sealed: [] });
  });

  test("Z2 of several documents the first id is sealed first, a broken signature seals too, and what is malformed does not", async () => {
    const { edit, seal: sealUp, receive } = await replicas(["a", "b"]);
    for (const document of [OTHER, DOCUMENT]) {
      await edit("a", [set("/a", 1)], document);
      await edit("b", [set("/a", 2)], document);
    }
    const [first] = await sealUp("a", DOCUMENT);
    const [second] = await sealUp("a", OTHER);
    const broken = `${first?.envelope.slice(0, -128)}${"00".repeat(64)}`;
    expect(await receive("b", [`${broken}00`, "c0"])).toMatchObject({ sealed: [] });
    const { sealed } = await receive("b", [broken, second?.envelope ?? ""]);
    const documents = (sealed as Sealed[]).map(({ payload }) => decode(fromHex(payload)));
    expect(documents).toMatchObject([{ document: OTHER }, { document: DOCUMENT }]);
  });
});

describe("arrivals", () => {
  test("W6 of an unknown key four envelopes are kept, and the one that verifies is found among them", async () => {
    const harness = await replicas(["b"], ["s"]);
    const made = make([], [set("/a", 1)], { device: harness.devices.s ?? "" });
    const forged = (byte: number) => toHex(packSigned(made.payload, new Uint8Array(64).fill(byte)));
    const waiting = { verdicts: [[made.id, "waiting", "unknown-key", []]] };
    const know = async () => harness.ask({ do: "know", public: toHex((await keyOf("s")).public) });
    for (const byte of [1, 1, 2, 3])
      expect(await harness.receive("b", [forged(byte)])).toMatchObject(waiting);
    expect(await harness.receive("b", [await harness.envelope("s", made)])).toMatchObject(waiting);
    await know();
    expect(await harness.state("b")).toContain(made.id);

    const second = await replicas(["b"], ["s"]);
    for (const byte of [1, 2, 3, 4]) await second.receive("b", [forged(byte)]);
    await second.receive("b", [await second.envelope("s", made)]);
    await second.ask({ do: "know", public: toHex((await keyOf("s")).public) });
    expect(await second.state("b")).not.toContain(made.id);
    expect(await second.receive("b", [await second.envelope("s", made)])).toMatchObject({
      verdicts: [[made.id, "accepted", "", []]],
    });
  });

  test("W7 W8 a bad signature is the verdict of that envelope alone", async () => {
    const harness = await replicas(["a", "b"]);
    await harness.edit("a", [set("/a", 1)]);
    const [sealed] = await harness.seal("a");
    const bad = `${sealed?.envelope.slice(0, -2)}${sealed?.envelope.endsWith("00") ? "01" : "00"}`;
    const id = sha256(fromHex(sealed?.payload ?? ""));
    const verdicts = async (...envelopes: readonly (Hex | undefined)[]) =>
      (await harness.receive("b", envelopes.map(String))).verdicts;
    expect(await verdicts(bad)).toEqual([[id, "refused", "bad-signature", []]]);
    const both = [
      [id, "accepted", "", []],
      [id, "refused", "bad-signature", []],
    ];
    expect(await verdicts(sealed?.envelope, bad)).toEqual(both);
    expect(await verdicts(bad, sealed?.envelope)).toEqual([...both].reverse());
  });

  test("W9 W11 missing are those neither stored in any state nor stood in for; what is bad blocks nothing", async () => {
    const harness = await replicas(["b"], ["s"]);
    const by = (name: string) => ({ device: harness.devices[name] ?? "" });
    const [lost, excluded] = [make([], [set("/a", 1)], by("b")), make([], [set("/a", 2)], by("b"))];
    const unknown = make([], [set("/a", 3)], by("s"));
    const child = make([lost, excluded, unknown], [set("/a", 4)], by("b"));
    await harness.ask({
      do: "exclude",
      name: "b",
      document: DOCUMENT,
      change: excluded.id,
      parents: [],
      operations: "all",
      turn: 0,
    });
    const batch = [
      "00",
      await harness.envelope("s", unknown),
      toHex(pack([new Uint8Array(1), new Uint8Array(64)])),
    ];
    const { verdicts } = await harness.receive("b", [...batch, await harness.envelope("b", child)]);
    expect(verdicts).toEqual([
      [null, "refused", "malformed", []],
      [unknown.id, "waiting", "unknown-key", []],
      [sha256(new Uint8Array(1)), "refused", "malformed", []],
      [child.id, "waiting", "", [lost.id]],
    ]);
  });

  test("Z3 O4 a key and an exclusion seal first what is open, by name and then by document", async () => {
    const harness = await replicas(["b", "a"], ["s"]);
    const by = { device: harness.devices.s ?? "" };
    const made = [make([], [set("/a", 1)], by), make([], [set("/a", 1)], { ...by, document: OTHER })];
    for (const name of ["b", "a"]) {
      await harness.receive(name, await Promise.all(made.map((each) => harness.envelope("s", each))));
      await harness.edit(name, [set("/a", name)]);
      await harness.edit(name, [set("/a", name)], OTHER);
      await harness.edit(name, [set("/a", name)], "ff".repeat(16));
    }
    const { sealed } = await harness.ask({ do: "know", public: toHex((await keyOf("s")).public) });
    const named = (sealed as [string, Sealed][]).map(([name, { payload }]) => [
      name,
      decode(fromHex(payload)),
    ]);
    expect(named).toMatchObject([
      ["a", { document: OTHER, parents: [] }],
      ["a", { document: DOCUMENT }],
      ["b", { document: OTHER }],
      ["b", { document: DOCUMENT }],
    ]);
    await harness.edit("a", [set("/b", 1)]);
    const withheld = {
      do: "exclude",
      name: "a",
      document: DOCUMENT,
      change: sha256("x"),
      operations: "all",
      turn: 1,
    };
    expect(await harness.ask({ ...withheld, parents: [sha256("nowhere")] })).toEqual({ sealed: [] });
    expect(await harness.ask({ ...withheld, change: made[0]?.id, parents: [] })).toEqual({ sealed: [] });
    expect(await harness.ask({ ...withheld, change: sha256("y"), parents: [] })).toMatchObject({
      sealed: [["a", {}]],
    });
  });
});

describe("the harness", () => {
  test.each([
    ["not JSON", "{"],
    ["not an object", "[]"],
    ["no verb", '{"do":"dance"}'],
    ["nobody of that name", '{"do":"state","name":"x","document":"00"}'],
    ["no private number", `{"do":"new","name":"x","secret":"${"00".repeat(32)}"}`],
    ["no key", '{"do":"know","public":"00"}'],
    ["an odd number of digits", `{"do":"state","name":"a","document":"${"0".repeat(31)}"}`],
    ["a document of another length", '{"do":"state","name":"a","document":"00"}'],
    ["no list of envelopes", '{"do":"receive","name":"a","envelopes":"00","now":1}'],
    ["half a millisecond", '{"do":"receive","name":"a","envelopes":[],"now":1.5}'],
  ])("Z1 %s is answered, and the next request too", async (_name, line) => {
    const answer = makeHarness();
    await answer(JSON.stringify({ do: "new", name: "a", secret: sha256("a") }));
    expect(JSON.parse(await answer(line))).toHaveProperty("error");
    expect(
      JSON.parse(await answer(JSON.stringify({ do: "state", name: "a", document: DOCUMENT }))),
    ).toMatchObject({
      state: `["${DOCUMENT}",[],[],[],[],[]]`,
    });
  });

  test.each([
    ["no operation", []],
    ["a second operation that is malformed", [set("/a", 1), set("a", 1)]],
    ["a lone surrogate", [set("/a", "\ud800")]],
    ["a fraction", [set("/a", 1.5)]],
  ])("Z5 %s is malformed, and nothing has changed", async (_name, operations) => {
    const { edit, seal: sealUp } = await replicas(["a"]);
    expect(await edit("a", operations)).toEqual({ error: "malformed" });
    expect(await edit("a", [set("/a", 1)], DOCUMENT, "K@1")).toEqual({ error: "malformed" });
    expect(await sealUp("a")).toEqual([]);
  });

  test("Z4 a stranger knows itself, and a name in use is begun again", async () => {
    const harness = await replicas(["b"], ["s"]);
    await harness.edit("s", [set("/a", 1)]);
    const [sealed] = await harness.seal("s");
    const verdictOf = async (name: string) => {
      const { verdicts } = await harness.receive(name, [sealed?.envelope ?? ""]);
      return (verdicts as string[][])[0]?.slice(1, 3);
    };
    expect(await verdictOf("s")).toEqual(["accepted", ""]);
    expect(await verdictOf("b")).toEqual(["waiting", "unknown-key"]);
    await harness.ask({ do: "new", name: "s", secret: sha256("s") });
    expect(await harness.state("s")).toBe(`["${DOCUMENT}",[],[],[],[],[]]`);
    expect(await verdictOf("b")).toEqual(["accepted", ""]);
  });

  test.each([
    ["indexes out of order", { operations: [1, 0] }],
    ["an index twice", { operations: [0, 0] }],
    ["no such word", { operations: "some" }],
    ["a negative turn", { turn: -1 }],
    ["parents out of order", { parents: ["ff".repeat(32), "00".repeat(32)] }],
  ])("Z6 X2 %s is malformed", async (_name, odd) => {
    const { ask } = await replicas(["a"]);
    const request = {
      do: "exclude",
      name: "a",
      document: DOCUMENT,
      change: sha256("x"),
      parents: [],
      operations: "all",
    };
    expect(await ask({ ...request, turn: 0, ...odd })).toEqual({ error: "malformed" });
    expect(await ask({ ...request, turn: 0 })).toEqual({ sealed: [] });
  });
});
