/** What the form offers as an answer is written once it was seen, and not before. */

import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { assemble } from "../../src/forms/assemble";
import { takeOffered } from "../../src/forms/offered";
import type { Operation } from "../../src/sync/change";
import type { Value } from "../../src/sync/packing";
import { formNamed, viewOfOperations } from "./dossiers";

async function taken(operations: readonly Operation[], isSeen: (path: string) => boolean) {
  const form = await formNamed("hon-nhan@1");
  const all: Operation[] = [...operations];
  const answers = signal(assemble(form, viewOfOperations(all)));
  const put = (path: string, value: Value) => {
    all.push(["set", path, value]);
    answers.value = assemble(form, viewOfOperations(all));
  };
  takeOffered({ form, answers, put }, isSeen);
  return all.slice(operations.length).map(([, path, value]) => [path, value]);
}

test("what is seen and not answered becomes the person's own", async () => {
  expect(await taken([], (path) => path === "/subject/nat")).toEqual([["/subject/nat", "VN"]]);
});

test("an answer that was given stays", async () => {
  expect(await taken([["set", "/subject/nat", "LA"]], (path) => path === "/subject/nat")).toEqual([]);
});

test("what was not seen is not taken", async () => {
  expect(await taken([], () => false)).toEqual([]);
});
