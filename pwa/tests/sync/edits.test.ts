import { describe, expect, test } from "vitest";
import { decode } from "../../src/sync/change";
import { fromHex } from "../../src/sync/packing";
import { OTHER, operationsOf, replicas, type Sealed } from "./asking";
import { DOCUMENT, make, ROW, set } from "./making";

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
