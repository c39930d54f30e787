// Every form that a procedure names, filled in on a phone with no network, handed in, and found at the hub as it was meant.
// The first complete dossier of each; `make soak`: HAIDANG_DOSSIERS=all, which between them come by every page.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { linesFor, linesOf } from "./support/checkPage";
import { type Complete, completeDossiers, TODAY } from "./support/complete";
import { fillIn, giveAnswer, stopsOf } from "./support/fillIn";
import { handOf } from "./support/hand";
import { type Hub, startHub } from "./support/hub";
import { enrolPhone, type OtherPhone } from "./support/otherPhone";
import { begin, openOnce, signIn, standing } from "./support/person";

const all = process.env.HAIDANG_DOSSIERS === "all";
const complete = completeDossiers();

/** The page of all answers. */
const CHECK = "kiem-tra";

let hub: Hub;
let profile: Profile;
let daughter: OtherPhone;
let isSignedIn = false;
/** By form: the pages that somebody came by, each looked at once. */
const seen = new Map<string, Set<string>>();

test.beforeAll(async () => {
  hub = await startHub({ day: TODAY });
  profile = await openProfile();
  await profile.context.clock.setSystemTime(`${TODAY}T09:00+07:00`);
  daughter = await enrolPhone(hub.linkOf("lan"), "Điện thoại của con gái");
  await openOnce(profile.page, hub.url);
});

test.afterAll(async () => {
  await profile.close();
  await hub.close();
});

for (const dossier of complete.filter(({ first }) => all || first)) {
  test(`${dossier.procedure.form}: ${dossier.name}`, async () => {
    const { page } = profile;
    await profile.offline(true);
    const document = await fillsInAndHandsIn(page, dossier);
    await profile.offline(false);
    await arrives(page, document);
    await daughter.exchange();
    expect(daughter.answers(document)).toEqual(dossier.answers);
    expect(daughter.submissions(document)).toBe(1);
  });
}

if (all)
  test("between them, they come by every page of every form", () => {
    for (const { procedure, ui } of complete)
      expect([...(seen.get(procedure.form) ?? [])].sort(), procedure.form).toEqual(
        [...stopsOf(ui), CHECK].sort(),
      );
  });

/** Leaves the dossier on the screen, waiting for a network. */
async function fillsInAndHandsIn(page: Page, dossier: Complete): Promise<string> {
  const { procedure, ui } = dossier;
  const hand = handOf(page);
  await page.goto(hub.url);
  const document = await begin(page, new RegExp(procedure.plain.vi));
  await fillIn(page, dossier, hand, ({ id }) => looksAt(page, procedure.form, id));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Xem lại trước khi nộp");
  expect(await linesOf(page)).toEqual(linesFor(dossier));
  for (const path of ui.at_check) {
    const field = ui.fields[path];
    if (field !== undefined) await giveAnswer(hand, path, field, dossier.answers[path] ?? null);
  }
  await looksAt(page, procedure.form, CHECK);
  await hand.press("Nộp hồ sơ");
  await expect(standing(page)).toHaveText("Chờ gửi");
  return document;
}

async function arrives(page: Page, document: string): Promise<void> {
  if (!isSignedIn) {
    await signIn(page, hub.linkOf("lan"), "Điện thoại của Lan");
    isSignedIn = true;
    await page.goto(`${hub.url}/ho-so/${document}`);
  }
  // The hour alone: phone and hub are on the same day.
  await expect(standing(page)).toHaveText(/^Đã nộp lúc \d\d:\d\d$/);
}

/** Once at each page, with its answers on it. */
async function looksAt(page: Page, form: string, stop: string): Promise<void> {
  const known = seen.get(form) ?? new Set();
  seen.set(form, known);
  if (known.has(stop)) return;
  known.add(stop);
  expect(await axeViolations(page), `${form}, ${page.url()}`).toEqual([]);
}
