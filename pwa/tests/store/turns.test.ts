/** Order among promises. */

import { expect, test } from "vitest";
import { coalesced, inTurns } from "../../src/store/turns";

test("one key in the order asked for, failures for whoever asked, and no key waits for another", async () => {
  const seen: string[] = [];
  const inTurn = inTurns<string>();
  const step =
    (name: string, fails = false) =>
    async () => {
      await Promise.resolve();
      seen.push(name);
      if (fails) throw new Error(name);
      return name;
    };
  const first = inTurn("a", step("a1", true));
  const second = inTurn("a", step("a2"));
  await inTurn("b", step("b1"));
  await expect(first).rejects.toThrow("a1");
  expect(await second).toBe("a2");
  expect(seen.indexOf("a1")).toBeLessThan(seen.indexOf("a2"));
  expect(seen.indexOf("b1")).toBeLessThan(seen.indexOf("a2"));
});

test("asked for while it runs, work runs once more, after what was true when it was asked", async () => {
  let [state, runs] = [0, 0];
  const drawn: number[] = [];
  const draw = coalesced(async (_: string) => {
    runs++;
    const now = state;
    await Promise.resolve();
    drawn.push(now);
  });
  const first = draw("a");
  state = 1;
  const others = [draw("a"), draw("a"), draw("a")];
  await first;
  await Promise.all(others);
  expect(runs).toBe(2);
  expect(drawn).toEqual([0, 1]);
});

test("a run that fails is told to those who asked for it, and the next one runs", async () => {
  let runs = 0;
  const draw = coalesced(async (_: string) => {
    if (++runs === 1) throw new Error("no");
  });
  const [first, second] = [draw("a"), draw("a")];
  await expect(first).rejects.toThrow("no");
  await second;
  await draw("a");
  expect(runs).toBe(3);
});
