/** Drafts: begun, edited and handed in without network or account; saved before a promise resolves. */

import { expect, test } from "vitest";
import { Phone } from "./phone";
import { Relay, sync } from "./relay";

const FORM = "khoi-cong@1";

test("a draft needs no account and is there after the browser was killed", async () => {
  const phone = new Phone();
  const first = await phone.open();
  const document = await first.createDossier(FORM);
  await first.edit(document, [["set", "/work/name", "Nhà ba tầng"]]);
  const second = await phone.open();
  expect(second.cards.value).toMatchObject([
    { document, form: FORM, state: "draft", title: "Nhà ba tầng", synced: false, discarded: false },
  ]);
  const { view } = await second.openDossier(document);
  expect(view.value.fields.get("/work/name")?.entries).toMatchObject([
    { change: "open", value: "Nhà ba tầng", mine: true },
  ]);
});

test("handed in, sent, and answered: each state in its turn", async () => {
  const [phone, relay] = [new Phone(), await Relay.start()];
  const tab = await phone.open();
  const document = await tab.createDossier(FORM);
  await tab.edit(document, [["set", "/work/name", "Nhà ba tầng"]]);
  const { view } = await tab.openDossier(document);
  await tab.submit(document);
  expect(view.value.card.state).toBe("queued");
  expect(await tab.gather(524_288)).toBeNull();
  await relay.enrol(tab, "Nguyễn Thị Lan", "Điện thoại của Lan");
  await sync(tab, relay);
  expect(view.value.card).toMatchObject({ state: "sent", synced: true });
});
