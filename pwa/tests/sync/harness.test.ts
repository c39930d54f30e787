import { describe, expect, test } from "vitest";
import { makeHarness } from "../../harness/verbs";
import { replicas } from "./asking";
import { DOCUMENT, set, sha256 } from "./making";

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
