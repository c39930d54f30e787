/** Carried by hand: what the hub does not have goes into a file and, on another device, from there to the hub. */

import { expect, test } from "vitest";
import { pack, unpackLoose } from "../../src/sync/packing";
import { draft, enrolled, FORM, pair, storedChanges, values } from "./people";
import { Phone } from "./phone";
import { sync } from "./relay";

test("what was never sent reaches the hub through another phone, with its author and in whole", async () => {
  const { tab, relay, document, phone } = await enrolled();
  await tab.edit(document, [["set", "/investor/name", "Lan"]]);
  await tab.submit(document);
  const file = await tab.exportUnsent();
  const carrier = await new Phone().open();
  await relay.enrol(carrier, "Nguyễn Thị Lan", "Máy bàn");
  expect(await carrier.importUnsent(file)).toMatchObject({ added: 2, known: 0, refused: 0 });
  expect(await carrier.importUnsent(file)).toMatchObject({ added: 0, known: 2, refused: 0 });
  expect(carrier.cards.value).toMatchObject([{ document, state: "queued", title: "Nhà" }]);
  await sync(carrier, relay);
  expect(await relay.judgesAlike(document)).toBe(true);
  const { view } = await carrier.openDossier(document);
  expect(view.value.fields.get("/investor/name")?.entries).toMatchObject([
    { value: "Lan", person: "Nguyễn Thị Lan", device: "Điện thoại của Lan", mine: false },
  ]);
  // The first phone finds that all of it has arrived.
  await sync(tab, relay);
  expect(relay.changes).toHaveLength(2);
  expect((await storedChanges(phone)).every(({ status }) => status === "accepted")).toBe(true);
});

test("it needs no account on either side", async () => {
  const { tab, document } = await draft();
  const carrier = await new Phone().open();
  expect(await carrier.importUnsent(await tab.exportUnsent())).toMatchObject({
    added: 1,
    known: 0,
    refused: 0,
  });
  expect(await values(carrier, document, "/house/name")).toEqual(["Nhà"]);
  const onwards = await new Phone().open();
  expect(await onwards.importUnsent(await carrier.exportUnsent())).toMatchObject({ added: 1 });
  expect(await values(onwards, document, "/house/name")).toEqual(["Nhà"]);
});

test("only what the hub lacks is in it, and what was to stay on one device stays on the other", async () => {
  const { tab, relay, document } = await enrolled();
  await sync(tab, relay);
  const kept = await tab.createDossier(FORM);
  await tab.setOnlyHere(kept, true);
  const carrier = await new Phone().open();
  await relay.enrol(carrier, "Nguyễn Thị Lan", "Máy bàn");
  expect(await carrier.importUnsent(await tab.exportUnsent())).toMatchObject({ added: 1 });
  expect(carrier.cards.value).toMatchObject([{ document: kept, onlyHere: true }]);
  await sync(carrier, relay);
  expect([...relay.documents.keys()]).toEqual([document]);
});

test("what is open here is sealed before what a file brings is applied", async () => {
  const { document, tabs } = await pair();
  const [one, two] = tabs;
  await one.edit(document, [["set", "/investor/name", "Lan"]]);
  await two.edit(document, [["set", "/investor/name", "Bảy"]]);
  await two.importUnsent(await one.exportUnsent());
  expect((await values(two, document, "/investor/name")).toSorted()).toEqual(["Bảy", "Lan"]);
});

test("a change in it that nobody signed is refused alone", async () => {
  const { tab, document } = await draft();
  await tab.sealOpenEdits(document);
  await tab.edit(document, [["set", "/investor/name", "Lan"]]);
  const transfer = unpackLoose(new Uint8Array(await (await tab.exportUnsent()).arrayBuffer())) as {
    readonly changes: readonly Uint8Array[];
  };
  const changes = transfer.changes.map((envelope, at) => {
    return at === 0 ? envelope : envelope.with(-1, (envelope.at(-1) ?? 0) ^ 1);
  });
  const file = new Blob([new Uint8Array(pack({ ...transfer, changes: [...changes, new Uint8Array([1])] }))]);
  const carrier = await new Phone().open();
  expect(await carrier.importUnsent(file)).toMatchObject({ added: 1, known: 0, refused: 2 });
});

test("a file beyond all bounds is not even read", async () => {
  class Film extends Blob {
    override get size(): number {
      return 2 ** 40;
    }
    override arrayBuffer(): Promise<ArrayBuffer> {
      throw new Error("it was read");
    }
  }
  const { tab } = await draft();
  await expect(tab.importUnsent(new Film())).rejects.toMatchObject({ code: "malformed" });
});

test.each([
  ["nothing", new Uint8Array()],
  ["a picture", new Uint8Array([0xff, 0xd8, 0xff])],
  ["a million brackets", new Uint8Array(1_000_000).fill(0x91)],
  ["another kind of file", pack({ kind: "other", version: 1, only_here: [], devices: [], changes: [] })],
  ["a later version", pack({ kind: "haidang-unsent", version: 2, only_here: [], devices: [], changes: [] })],
  [
    "changes that are texts",
    pack({ kind: "haidang-unsent", version: 1, only_here: [], devices: [], changes: ["a"] }),
  ],
])("%s is no such file, and nothing happens", async (_, bytes) => {
  const { tab, phone } = await draft();
  const before = await storedChanges(phone);
  await expect(tab.importUnsent(new Blob([new Uint8Array(bytes)]))).rejects.toMatchObject({
    code: "malformed",
  });
  expect(await storedChanges(phone)).toEqual(before);
  expect(tab.storageHealth.value).toBe("ok");
});
