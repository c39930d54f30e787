// What a person waits for on a slow phone with a slow line: 400 kbit/s, 400 ms, a sixth of this processor.
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "../browser/support/browser";
import * as feedback from "../browser/support/feedback";
import { type Hub, startHub } from "../browser/support/hub";
import { enrolPhone } from "../browser/support/otherPhone";
import { answer, begin, openOnce, signIn, syncNow } from "../browser/support/person";
import { EMPTY, keystrokes, note, ROUNDS, slow, timed, writeDown } from "./measuring";
import { ask } from "./questions";

const HOME = "Mình cần làm gì?";
/** So many changes on the phone, in dossiers of so many each. */
const CHANGES = Number(process.env.HAIDANG_BENCH_PHONE ?? "1000");
const EACH = 20;

let hub: Hub;

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterAll(async () => {
  await hub.close();
  await writeDown();
});

test("the first visit", async () => {
  const visits: number[] = [];
  const nothing: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const profile = await openProfile();
    await slow(profile.page);
    nothing.push(await timed(() => profile.page.goto(`${hub.url}/health/live`)));
    visits.push(await timed(() => home(profile.page)));
    await profile.close();
  }
  note("first visit until the first screen stands", visits, nothing, "an empty reply");
});

test("opened again without a network, and a form in it", async () => {
  let profile = await openProfile();
  await openOnce(profile.page, hub.url);
  const document = await begin(profile.page, feedback.procedure);
  for (const step of feedback.steps("Đèn đường trước chợ tắt ba đêm rồi").slice(0, 2))
    await answer(profile.page, step);
  const opened: number[] = [];
  const nothing: number[] = [];
  const forms: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    profile = await profile.reopen({ offline: true });
    await slow(profile.page, true);
    nothing.push(await timed(() => profile.page.goto(EMPTY)));
    opened.push(await timed(() => home(profile.page)));
    forms.push(await timed(() => form(profile.page, document)));
  }
  note("browser killed, opened again offline", opened, nothing, "an empty page");
  note("a form opened at its question, offline", forms, nothing, "an empty page");
  await typing(profile, document);
  await profile.close();
});

test("the home screen of a full phone", async () => {
  const few = await homeWith(EACH);
  const many = await homeWith(CHANGES);
  note(`home screen with ${CHANGES.toLocaleString("en")} changes here`, many, few, `with ${EACH}`);
});

test("a question to the catalogue", () => {
  // As many as there are, and as many as the city has.
  for (const count of [14, 2251]) {
    const { taken, plainly, indexing, reading } = ask(count);
    const many = count.toLocaleString("en");
    note(`a question to ${many} procedures, not slowed`, taken, plainly, "its letters alone");
    note(`${many} procedures made ready for questions, not slowed`, [indexing], [reading], "their JSON read");
  }
});

async function typing(profile: Profile, document: string): Promise<void> {
  const { page } = profile;
  await form(page, document);
  await slow(page);
  const frames = await keystrokes(page, page.getByLabel("Nội dung", { exact: true }));
  await page.goto(EMPTY);
  const bare = await keystrokes(page, page.locator("input"));
  note("a keystroke until the frame that shows it", frames, bare, "a bare input");
}

/** A phone that has pulled so many changes of its person's, opened again without a network. */
async function homeWith(changes: number): Promise<readonly number[]> {
  const own = await startHub();
  const link = own.linkOf("lan");
  const desktop = await enrolPhone(link, "Máy bàn ở nhà");
  for (let dossier = 0; dossier < changes / EACH; dossier += 1) {
    const document = await desktop.begin(feedback.form, feedback.answers(`Đèn đường số ${dossier} tắt`));
    for (let edit = 1; edit < EACH; edit += 1)
      await desktop.write(document, feedback.form, { "/phone": String(900_000_000 + edit) });
    await desktop.exchange();
  }
  let profile = await openProfile();
  await openOnce(profile.page, own.url);
  await signIn(profile.page, link, "Điện thoại");
  await syncNow(profile.page, own.url);
  // once looked at, every card is made
  await home(profile.page, own.url);
  await profile.page.waitForTimeout(2_000);
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    profile = await profile.reopen({ offline: true });
    await slow(profile.page, true);
    taken.push(
      await timed(async () => {
        await home(profile.page, own.url);
        await profile.page
          .getByRole("link", { name: /Đèn đường số/ })
          .first()
          .waitFor();
      }),
    );
  }
  await profile.close();
  await own.close();
  return taken;
}

async function home(page: Page, url = hub.url): Promise<void> {
  await page.goto(url, { waitUntil: "commit" });
  await page.getByRole("heading", { level: 1, name: HOME }).waitFor();
}

async function form(page: Page, document: string): Promise<void> {
  await page.goto(`${hub.url}/ho-so/${document}/dien/noi-dung`, { waitUntil: "commit" });
  await expect(page.getByLabel("Nội dung", { exact: true })).toBeVisible();
}
