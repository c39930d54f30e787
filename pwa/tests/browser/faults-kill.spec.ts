// A browser killed at every step from the first key to the last acknowledgement: what was said to be saved is there,
// and reaches the hub once. HAIDANG_KILLS: how many kills, the steps one after another and again from the first.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import { type Cut, killAt, watchSteps } from "./support/cuts";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { enrolPhone, type OtherPhone } from "./support/otherPhone";
import { openGroups, openOnce, saved, signIn, standing, syncNow } from "./support/person";

let hub: Hub;
let other: OtherPhone;
let phone: Profile;

test.beforeAll(async () => {
  hub = await startHub();
  other = await enrolPhone(hub.linkOf("lan"), "Máy tính bảng");
});

test.beforeEach(async () => {
  phone = await openProfile();
});

test.afterEach(async () => {
  await phone.close();
});

test.afterAll(async () => {
  await hub.close();
});

const DRAFT = "Bản nháp – đã lưu trên máy";
const QUEUED = "Chờ gửi";
/** Where the hub has it, and whether its answer has come too. */
const SENT = /^Đã (gửi|nộp) lúc \d\d:\d\d/;

interface Kill extends Cut {
  /** What the person was doing: typing the second text, handing in, or watching it go. */
  readonly at: "save" | "hand in" | "send";
  /** What the dossier says before there is a network again. */
  readonly reads: string | RegExp;
  /** The text that must be there, where it is not open which: the one that was said to be saved, or the last one. */
  readonly holds?: "first" | "second";
}

const SEALED = "changes+documents";
const REPLY = "changes+devices+documents+exclusions+facts+outcomes+parked";

const kills: readonly Kill[] = [
  { at: "save", step: "documents asked", reads: DRAFT, holds: "first" },
  { at: "save", step: "documents written", reads: DRAFT, holds: "first" },
  { at: "save", step: "documents kept", reads: DRAFT, holds: "second" },
  { at: "save", step: "cards asked", reads: DRAFT, holds: "second" },
  { at: "hand in", step: `${SEALED} asked`, reads: DRAFT },
  { at: "hand in", step: `${SEALED} written`, reads: DRAFT },
  { at: "hand in", step: `${SEALED} kept`, reads: DRAFT },
  { at: "hand in", step: "changes asked", reads: DRAFT },
  { at: "hand in", step: "changes kept", reads: DRAFT },
  { at: "hand in", step: `${SEALED} written`, turn: 3, reads: DRAFT },
  { at: "hand in", step: `${SEALED} kept`, turn: 2, reads: QUEUED },
  { at: "hand in", step: "changes written", turn: 2, reads: QUEUED },
  { at: "send", step: "exchange leaves", reads: QUEUED },
  { at: "send", step: "exchange answered", reads: QUEUED },
  { at: "send", step: `${REPLY} asked`, reads: QUEUED },
  { at: "send", step: `${REPLY} written`, reads: QUEUED },
  { at: "send", step: `${REPLY} kept`, reads: SENT },
];

const count = Number(process.env.HAIDANG_KILLS ?? kills.length);

/** What the hub must come to hold of a dossier. */
interface Said {
  readonly document: string;
  readonly text: string;
  readonly isHandedIn: boolean;
}

test("killed at any step of save, seal, sign, send and acknowledge: nothing said is lost, nothing is sent twice", async () => {
  test.setTimeout(60_000 + count * 20_000);
  const documents: string[] = [];
  for (let round = 0; round < count; round += 1)
    documents.push(await other.begin(feedback.form, feedback.answers("Chưa kể gì")));
  await other.exchange();
  await openOnce(phone.page, hub.url);
  await signIn(phone.page, hub.linkOf("lan"), "Máy hay bị tắt ngang");
  await syncNow(phone.page, hub.url);
  await phone.offline(true);
  const said: Said[] = [];
  for (const [round, document] of documents.entries()) {
    const kill = kills[round % kills.length] as Kill;
    said.push(await test.step(`${kill.at}: ${kill.step}`, () => killedAt(kill, document, round)));
  }
  await phone.offline(false);
  await syncNow(phone.page, hub.url);
  await other.exchange();
  for (const { document, text, isHandedIn } of said) {
    expect(other.values(document, "/text")).toEqual([text]);
    expect(other.writings(document, "/text", text)).toBe(1);
    expect(other.submissions(document)).toBe(isHandedIn ? 1 : 0);
    await phone.page.goto(`${hub.url}/ho-so/${document}`);
    await expect(standing(phone.page)).toHaveText(isHandedIn ? /^Đã nộp lúc \d\d:\d\d/ : DRAFT);
  }
});

/** Fills in with no network, is killed, and looks again with no network. */
async function killedAt(kill: Kill, document: string, round: number): Promise<Said> {
  const [first, second] = [`Câu đã lưu lần ${round}`, `Câu đang ghi lần ${round}`];
  await watchSteps(phone);
  await phone.page.goto(`${hub.url}/ho-so/${document}/dien/noi-dung`);
  await retell(phone.page, first);
  await saved(phone.page);
  if (kill.at === "save") await killAt(phone, kill, () => retell(phone.page, second));
  else {
    await phone.page.goto(`${hub.url}/ho-so/${document}/kiem-tra`);
    const handIn = () => phone.page.getByRole("button", { name: "Nộp hồ sơ" }).click();
    if (kill.at === "hand in") await killAt(phone, kill, handIn);
    else {
      await handIn();
      await expect(standing(phone.page)).toHaveText(QUEUED);
      await killAt(phone, kill, () => phone.offline(false));
    }
  }
  phone = await phone.reopen({ offline: true });
  const text = kill.holds === "second" ? second : first;
  await phone.page.goto(`${hub.url}/ho-so/${document}`);
  await expect(standing(phone.page)).toHaveText(kill.reads);
  await expect(phone.page.getByText(text).first()).toBeAttached();
  return { document, text, isHandedIn: kill.reads !== DRAFT };
}

/** What has to be on disk before the first dossier can be; each time the whole start is tried again. */
const firstSteps: readonly Cut[] = [
  { step: "keys asked" },
  { step: "keys kept" },
  { step: "keys kept", turn: 2 },
  { step: "documents+facts+keys asked" },
  { step: "documents+facts+keys kept" },
];

test("killed at any step of the first dossier: the key that is there is used, none is missed, and no half of one is left", async () => {
  for (const cut of firstSteps) {
    await watchSteps(phone);
    await phone.page.goto(`${hub.url}/thu-tuc`);
    await openGroups(phone.page);
    const start = phone.page.getByRole("button", { name: feedback.procedure });
    await expect(start).toBeVisible();
    await killAt(phone, cut, () => start.click());
    phone = await phone.reopen();
  }
  const { page } = phone;
  await page.goto(`${hub.url}/ho-so`);
  await expect(page.getByText(DRAFT)).toHaveCount(1);
  await expect(page.getByText(/trình duyệt đã xoá/i)).toHaveCount(0);
  await signIn(page, hub.linkOf("lan"), "Máy vừa mua");
  await syncNow(page, hub.url);
});

async function retell(page: Page, text: string): Promise<void> {
  await page.getByLabel("Nội dung", { exact: true }).fill(text);
}
