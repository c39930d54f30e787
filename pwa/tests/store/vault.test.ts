/**
 * At rest: nothing that a person wrote or is lies readable in the database, and a sealed value opens in its own place
 * only.
 */

import { expect, test } from "vitest";
import { makeVaultKey, vaultOf } from "../../src/store/vault";
import { Phone } from "./phone";
import { legible, rawRows } from "./raw";
import { Relay, sync } from "./relay";

const CANARIES = [
  "Trường Sa",
  "079301234567",
  "Nguyễn Thị Lan",
  "Điện thoại của Lan",
  "/investor/name",
  "identity.number",
  "khoi-cong",
];

test("no plaintext in a dump of the database, drafts, sent, refused, received and cards included", async () => {
  const [phone, other, relay] = [new Phone(), new Phone(), await Relay.start()];
  const tab = await phone.open();
  await tab.remember(new Map([["identity.number", "079301234567"]]));
  const document = await tab.createDossier("khoi-cong@1");
  await tab.edit(document, [
    ["set", "/investor/name", "Trường Sa"],
    ["set", "/house/name", "Nguyễn Thị Lan"],
  ]);
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  await sync(tab, relay);
  const second = await other.open();
  await relay.enrol(second, "Nguyễn Thị Lan", "Máy bàn");
  await sync(second, relay);
  await second.edit(document, [["set", "/investor/id", "079301234567"]]);
  await second.submit(document);
  await sync(second, relay);
  relay.say({
    document,
    version: 1,
    state: "draft",
    answers: [],
    holder_name: "Trường Sa",
  });
  await sync(tab, relay);
  await tab.edit(document, [["set", "/investor/name", "079301234567"]]);
  for (const { indexedDB } of [phone, other]) {
    const dump = legible(await rawRows(indexedDB));
    expect(dump).toContain(document);
    for (const canary of CANARIES) {
      expect(dump).not.toContain(canary);
      expect(dump).not.toContain(String.fromCharCode(...new TextEncoder().encode(canary)));
    }
    expect(dump).not.toContain("an extractable key");
  }
});

test("a canary would be seen", async () => {
  const bytes = new TextEncoder().encode("Trường Sa");
  expect(legible(new Map([["t", [{ sealed: bytes }]]]))).toContain(String.fromCharCode(...bytes));
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  expect(legible([{ key }])).toContain("an extractable key");
});

test("a sealed value opens under its own key, table and row only, and not when a bit has moved", async () => {
  const vault = vaultOf(await makeVaultKey());
  const text = new TextEncoder().encode("khoi-cong");
  const sealed = await vault.seal("changes", "a", text);
  expect(await vault.open("changes", "a", sealed)).toEqual(text);
  expect(await vault.seal("changes", "a", text)).not.toEqual(sealed);
  const corrupt = { code: "corrupt" };
  await expect(vault.open("changes", "b", sealed)).rejects.toMatchObject(corrupt);
  await expect(vault.open("cards", "a", sealed)).rejects.toMatchObject(corrupt);
  await expect(vaultOf(await makeVaultKey()).open("changes", "a", sealed)).rejects.toMatchObject(corrupt);
  for (const at of [0, 1, 13, sealed.length - 1]) {
    const moved = sealed.with(at, (sealed[at] ?? 0) ^ 1);
    await expect(vault.open("changes", "a", moved)).rejects.toMatchObject(corrupt);
  }
  await expect(vault.open("changes", "a", new Uint8Array())).rejects.toMatchObject(corrupt);
});
