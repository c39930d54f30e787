/** Dossiers of others: begun with the consent in the first change, seen while it is open, and never after. */

import { expect, test } from "vitest";
import { type Consent, cancelling, consentOf, isAssisted } from "../../src/sync/consent";
import { fromHex, type ValueMap } from "../../src/sync/packing";
import { makeSeal } from "../../src/sync/seal";
import type { OutcomeConsent } from "../../src/wire.gen";
import { FORM } from "./people";
import { Phone, type Tab } from "./phone";
import { legible, rawRows } from "./raw";
import { Relay, sync } from "./relay";

const CODE = "K7PM-3XHW-9CDA";
const CANARY = "Nhà bí mật của bà Tám";
const SAID = { version: 1, holder: "", holder_name: "" };

async function consent(fields: Partial<Consent> = {}): Promise<ValueMap> {
  const body = {
    name: "Nguyễn Thị Tám",
    procedure: "KHOI_CONG",
    text: 1,
    language: "vi",
    mode: "witness",
    proof: { name: "Lê Văn Chín", phone: "" },
    expires: Date.UTC(2100, 0, 1),
    cancel: await makeSeal<CryptoKey>(crypto.subtle).digest(cancelling(CODE)),
    notices: { to: "helper", name: "", phone: "", address: "" },
    ...fields,
  };
  return body as unknown as ValueMap;
}

interface Helping {
  readonly phone: Phone;
  readonly tab: Tab;
  readonly relay: Relay;
  readonly document: string;
}

/** Mai has begun a dossier for bà Tám and written one answer. */
async function begun(fields: Partial<Consent> = {}): Promise<Helping> {
  const [phone, relay] = [new Phone(), await Relay.start()];
  const tab = await phone.open();
  await relay.enrol(tab, "Phạm Thị Mai", "Máy bảng của tổ");
  const dossier = await tab.newDossier();
  await tab.createAssisted(dossier, FORM, await consent(fields), CODE);
  await tab.edit(dossier.document, [["set", "/house/name", CANARY]]);
  return { phone, tab, relay, document: dossier.document };
}

async function viewOf({ tab, document }: Helping) {
  const { view, close } = await tab.openDossier(document);
  close();
  return view.value;
}

/** What the hub says of the consent. */
function said(tab: Tab, standing: OutcomeConsent["standing"]): OutcomeConsent {
  const device = tab.identity.value.device ?? "";
  const rest = {
    person: "Phạm Thị Mai",
    mode: "witness",
    confirmed: null,
    expires: Date.UTC(2100, 0, 1),
  } as const;
  return { ...rest, helper: fromHex(device), standing, reopened: [], seen: new Uint8Array([1]) };
}

test("the first change of an assisted dossier holds its beginning and the consent, and nothing else", async () => {
  const helping = await begun();
  await sync(helping.tab, helping.relay);
  const held = helping.relay.documentOf(helping.document);
  const [first = "", ...others] = held.order();
  const change = held.applied(first);
  expect(change?.operations.map(([kind, name]) => [kind, name])).toEqual([
    ["record", "created"],
    ["record", "consented"],
  ]);
  expect(consentOf(change ?? { operations: [] })).toMatchObject({ name: "Nguyễn Thị Tám", mode: "witness" });
  expect(others.map((id) => isAssisted(held.applied(id) ?? { operations: [] }))).not.toContain(true);
});

test("a helper sees what is answered while the consent is open, and lists name the citizen, not the work", async () => {
  const helping = await begun();
  const view = await viewOf(helping);
  expect(view.fields.get("/house/name")?.entries[0]?.value).toBe(CANARY);
  expect(view.card).toMatchObject({
    title: "Nguyễn Thị Tám",
    assisted: { standing: "open", name: "Nguyễn Thị Tám" },
  });
});

test("once the hub has taken it in nothing of the answers is drawn, also after a restart with no network", async () => {
  const helping = await begun();
  const { tab, relay, document, phone } = helping;
  await tab.submit(document);
  expect((await viewOf(helping)).fields.size).toBe(1);
  await sync(tab, relay);
  relay.say({ document, ...SAID, state: "submitted", answers: [relay.answerTo(document, "accepted")] });
  await sync(tab, relay);
  const again = await phone.open();
  for (const one of [tab, again]) {
    const view = await viewOf({ ...helping, tab: one });
    expect(
      JSON.stringify([view.fields, [...view.fields], [...view.rows], view.history, view.refused]),
    ).not.toContain(CANARY);
    expect([view.fields.size, view.rows.size, view.history.length]).toEqual([0, 0, 0]);
    expect(view.card).toMatchObject({ state: "submitted", assisted: { standing: "submitted" } });
    expect(JSON.stringify(one.cards.value)).not.toContain(CANARY);
  }
});

test.each(["ended", "cancelled", "declined"] as const)(
  "a consent that the hub calls %s hides the answers, and what is unsent stays to be sent",
  async (standing) => {
    const helping = await begun();
    const { tab, relay, document } = helping;
    await sync(tab, relay);
    relay.say({ document, ...SAID, state: "draft", answers: [], consent: said(tab, standing) });
    await sync(tab, relay);
    await tab.edit(document, [["set", "/house/name", "Ghi thêm"]]);
    const view = await viewOf(helping);
    expect([view.fields.size, view.card.assisted?.standing, view.card.synced]).toEqual([0, standing, false]);
    await sync(tab, relay);
    expect(relay.documentOf(document).field("/house/name")[0]?.value).toBe("Ghi thêm");
  },
);

test("a supplement opens what it names and nothing else, until it is handed in, with or without a network", async () => {
  const helping = await begun();
  const { tab, relay, document } = helping;
  await tab.edit(document, [["set", "/house/floors", 2]]);
  await tab.submit(document);
  await sync(tab, relay);
  const handedIn = { document, state: "submitted", answers: [relay.answerTo(document, "accepted")] } as const;
  const consent = { ...said(tab, "submitted"), reopened: ["/house/floors"] };
  relay.say({ ...handedIn, version: 1, consent });
  await sync(tab, relay);
  const asked = await viewOf(helping);
  expect([...asked.fields.keys()]).toEqual(["/house/floors"]);
  expect([asked.history, asked.conflicts, asked.supplement]).toEqual([
    [],
    [],
    { paths: ["/house/floors"], waits: false },
  ]);
  // It is judged by all that stands there, which no screen draws.
  expect(asked.around?.fields.get("/house/name")?.entries[0]?.value).toBe(CANARY);
  expect(JSON.stringify(tab.cards.value)).not.toContain(CANARY);

  await tab.edit(document, [["set", "/house/floors", 3]]);
  await tab.supplement(document);
  await tab.supplement(document);
  const closed = await viewOf(helping);
  expect([closed.fields.size, closed.around, closed.supplement]).toEqual([
    0,
    null,
    { paths: [], waits: true },
  ]);
  await sync(tab, relay);
  const held = relay.documentOf(document);
  expect(held.field("/house/floors").map(({ value }) => value)).toEqual([3]);
  expect(held.log().filter(({ kind }) => kind === "supplemented")).toHaveLength(1);
  relay.say({ ...handedIn, version: 2, consent: said(tab, "submitted") });
  await sync(tab, relay);
  const over = await viewOf(helping);
  expect([over.fields.size, over.supplement, over.card.late]).toEqual([
    0,
    { paths: [], waits: false },
    false,
  ]);
});

test("what is asked for opens to nobody whose consent has run out", async () => {
  const helping = await begun();
  const { tab, relay, document } = helping;
  await tab.submit(document);
  await sync(tab, relay);
  const consent = { ...said(tab, "submitted"), reopened: ["/house"], expires: 1 };
  relay.say({ document, ...SAID, state: "submitted", answers: [], consent });
  await sync(tab, relay);
  const view = await viewOf(helping);
  expect([view.fields.size, view.around]).toEqual([0, null]);
});

test("a consent whose time is over is over without a word of the hub", async () => {
  const view = await viewOf(await begun({ expires: 1 }));
  expect([view.fields.size, view.card.title]).toEqual([0, "Nguyễn Thị Tám"]);
});

test("a device that the helper took up later knows how it stands, and nothing else", async () => {
  const [tab, relay, document] = [await new Phone().open(), await Relay.start(), "ab".repeat(16)];
  const account = "22".repeat(16);
  await relay.enrol(tab, "Phạm Thị Mai", "Máy mới", account);
  const consent = { ...said(tab, "submitted"), helper: fromHex(account) };
  relay.say({ document, ...SAID, state: "submitted", answers: [], consent });
  await sync(tab, relay);
  expect(tab.cards.value).toMatchObject([
    { document, title: "", assisted: { name: "", standing: "submitted" } },
  ]);
  relay.say({
    document,
    ...SAID,
    version: 2,
    state: "submitted",
    answers: [],
    consent: said(tab, "submitted"),
  });
  await sync(tab, relay);
  expect(tab.cards.value).toMatchObject([{ assisted: null }]);
});

test("the citizen's own phone shows their dossier as their own, though a helper began it", async () => {
  const helping = await begun();
  await sync(helping.tab, helping.relay);
  const citizen = await new Phone().open();
  // The device record of another account: its sixteen bytes differ.
  await helping.relay.enrol(citizen, "Nguyễn Thị Tám", "Điện thoại của Tám", "11".repeat(16));
  await sync(citizen, helping.relay);
  const view = await viewOf({ ...helping, tab: citizen });
  expect(view.card.assisted).toBeNull();
  expect(view.fields.get("/house/name")?.entries[0]?.value).toBe(CANARY);
});

test("the cancel code lies sealed until it stands on paper, and is then nowhere", async () => {
  const { tab, phone, document } = await begun();
  expect(await tab.cancelCode(document)).toBe(CODE);
  expect(await tab.codesToTakeDown()).toEqual([document]);
  expect(legible(await rawRows(phone.indexedDB))).not.toContain(CODE);
  const again = await phone.open();
  expect(await again.cancelCode(document)).toBe(CODE);
  await again.dropCancelCode(document);
  expect([await tab.cancelCode(document), await tab.codesToTakeDown()]).toEqual([null, []]);
  const facts = (await rawRows(phone.indexedDB)).get("facts") ?? [];
  expect(legible(facts)).not.toContain(document);
});
