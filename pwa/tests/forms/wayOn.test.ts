/** The ways between published versions: of every whole dossier of an older version, nothing is unknown to the newest. */

import { expect, test } from "vitest";
import { assemble } from "../../src/forms/assemble";
import { carry, type Stands } from "../../src/forms/carrying";
import { linksTo } from "../../src/forms/links";
import { versionNow } from "../../src/forms/published";
import { isClosed, toCarry, wayOn } from "../../src/forms/wayOn";
import type { Operation } from "../../src/sync/change";
import { completeDossiers, formNamed, viewOfOperations } from "./dossiers";

const TODAY = "2026-12-01";
const older = Object.entries(completeDossiers)
  .filter(([form]) => versionNow(form, TODAY) !== form)
  .flatMap(([form, dossiers]) => Object.values(dossiers).map((operations) => [form, operations] as const));

function stands(form: string, operations: readonly Operation[]): Stands {
  const { values, rows } = viewOfOperations(operations);
  const entries = [...values].map(
    ([path, value]) => [path, { entries: [{ change: "c", value, form }] }] as const,
  );
  const drawn = [...rows].map(
    ([list, ids]) => [list, ids.map((id) => ({ id, position: id, visible: true }))] as const,
  );
  return { fields: new Map(entries), rows: new Map(drawn) };
}

test("there are older versions", () => {
  expect(older.map(([form]) => form)).toEqual(
    expect.arrayContaining(["chung-thuc@1", "khoi-cong@1", "phan-anh@1"]),
  );
});

test.each(older)(
  "%s goes on in the newest version, and every answer has its place there",
  async (form, operations) => {
    const to = await formNamed(versionNow(form, TODAY));
    const before = stands(form, operations);
    const { operations: written, beside, carried } = carry(before, form, to, await linksTo(to.id));
    expect(beside).toEqual([]);
    expect(carried.filter(({ answers }) => answers.length === 0)).toEqual([]);
    const { unknown } = assemble(to, viewOfOperations([...operations, ...written]));
    expect(unknown).toEqual([]);
  },
);

test("a draft of an older version has a way on, and one that was handed in or put away has none", async () => {
  const way = await wayOn("phan-anh@1", TODAY);
  if (way === null) throw new Error("no way");
  expect(way.to.id).toBe("phan-anh@2");
  const card = { form: "phan-anh@1", state: "draft", discarded: false } as const;
  const empty = { fields: new Map(), rows: new Map() };
  expect(toCarry(way, { ...empty, card })).not.toBeNull();
  expect(toCarry(way, { ...empty, card: { ...card, state: "submitted" } })).toBeNull();
  expect(toCarry(way, { ...empty, card: { ...card, discarded: true } })).toBeNull();
  expect(toCarry(way, { ...empty, card: { ...card, form: "phan-anh@2" } })).toBeNull();
  // Before the day of the newer version there is nowhere to go.
  expect(await wayOn("phan-anh@1", "2026-11-25")).toBeNull();
});

test("declined as closed is closed until it was carried over, whatever this release knows of its last day", () => {
  const answer = {
    change: new Uint8Array(32),
    command: "submitted",
    answer: "declined",
    time: 0,
    receipt: null,
  } as const;
  const dossier = (code: string, ...kinds: readonly string[]) =>
    ({
      card: { state: "mend" },
      outcome: { answers: [{ ...answer, code, errors: [] }] },
      history: kinds.map((kind) => ({ kind })),
    }) as unknown as Parameters<typeof isClosed>[0];
  expect(isClosed(dossier("form-closed", "edited", "submitted", "created"))).toBe(true);
  expect(isClosed(dossier("form-closed", "edited", "carried", "submitted", "created"))).toBe(false);
  expect(isClosed(dossier("form-closed", "submitted", "carried", "created"))).toBe(true);
  expect(isClosed(dossier("form-invalid", "submitted", "created"))).toBe(false);
});
