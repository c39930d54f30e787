import { describe, expect, test } from "vitest";
import { decode } from "../../src/sync/change";
import { fromHex, type Hex, pack, toHex } from "../../src/sync/packing";
import { packSigned } from "../../src/sync/seal";
import { OTHER, replicas, type Sealed } from "./asking";
import { DOCUMENT, keyOf, make, set, sha256 } from "./making";

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
