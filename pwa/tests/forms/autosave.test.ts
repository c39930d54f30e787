/** Answers are written down shortly after they are typed, and none is lost when the device refuses. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { autosave } from "../../src/forms/autosave";
import type { Operation } from "../../src/sync/change";

/** A disk that can be full, or slow. */
function disk() {
  const written: (readonly Operation[])[] = [];
  let full = false;
  let wait = Promise.resolve();
  return {
    written,
    fill: (on: boolean) => {
      full = on;
    },
    slow: (until: Promise<void>) => {
      wait = until;
    },
    save: async (operations: readonly Operation[]) => {
      await wait;
      if (full) throw new Error("full");
      written.push(operations);
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("what is typed in one go is written once, and called saved only then", async () => {
  const { save, written } = disk();
  const saver = autosave(save);
  saver.put("/name", "L");
  saver.put("/name", "La");
  saver.put("/name", "Lan");
  expect(saver.saving.value.state).toBe("typing");
  await vi.advanceTimersByTimeAsync(400);
  expect(written).toEqual([[["set", "/name", "Lan"]]]);
  expect(saver.saving.value.state).toBe("saved");
  expect(saver.pending.value.size).toBe(0);
});

test("leaving a field does not wait", async () => {
  const { save, written } = disk();
  const saver = autosave(save);
  saver.put("/name", "Lan");
  expect(await saver.flush()).toBe(true);
  expect(written).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(written).toHaveLength(1);
});

test("what is typed while the disk is busy goes next, and is not called saved before", async () => {
  let free = () => {};
  const { save, slow, written } = disk();
  slow(
    new Promise((resolve) => {
      free = resolve;
    }),
  );
  const saver = autosave(save);
  saver.put("/name", "La");
  const first = saver.flush();
  await vi.advanceTimersByTimeAsync(0);
  saver.put("/name", "Lan");
  expect(saver.saving.value.state).toBe("saving");
  free();
  await first;
  expect(saver.saving.value.state).toBe("typing");
  expect(saver.pending.value.get("/name")).toBe("Lan");
  await vi.advanceTimersByTimeAsync(400);
  expect(written.map(([operation]) => operation?.[2])).toEqual(["La", "Lan"]);
});

test("what the device refuses stays here, and goes with the next answer", async () => {
  const { save, fill, written } = disk();
  const saver = autosave(save);
  fill(true);
  saver.put("/name", "Lan");
  expect(await saver.flush()).toBe(false);
  expect(saver.saving.value.state).toBe("failed");
  expect(saver.pending.value.get("/name")).toBe("Lan");
  fill(false);
  saver.put("/phone", "0901234567");
  expect(await saver.flush()).toBe(true);
  expect(written).toEqual([
    [
      ["set", "/name", "Lan"],
      ["set", "/phone", "0901234567"],
    ],
  ]);
});

test("a row is added after what was typed before it", async () => {
  const { save, written } = disk();
  const saver = autosave(save);
  saver.put("/name", "Lan");
  expect(await saver.flush([["insert", "/items", "9f3kq0aa00000", "P"]])).toBe(true);
  expect(written[0]?.map(([kind]) => kind)).toEqual(["set", "insert"]);
});

test("nothing to write is no reason to stay", async () => {
  const { save, fill, written } = disk();
  fill(true);
  expect(await autosave(save).flush()).toBe(true);
  expect(written).toEqual([]);
});
