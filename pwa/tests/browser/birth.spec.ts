// A birth is registered by keys alone; and what a screen reader makes of each page on the way is written down beside this file.
import { expect, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import { type Complete, completeDossiers, TODAY } from "./support/complete";
import { fillIn, giveAnswer } from "./support/fillIn";
import { type Hub, startHub } from "./support/hub";
import { type Keyboard, keyboardOf } from "./support/keyboard";
import { givesCode } from "./support/keyboardForm";
import { keyboardHandOf } from "./support/keyboardHand";
import { enrolPhone } from "./support/otherPhone";
import { openOnce, saved, standing, syncNow } from "./support/person";

const FORM = "khai-sinh@1";

let hub: Hub;
let profile: Profile;

test.beforeAll(async () => {
  hub = await startHub({ day: TODAY });
  profile = await openProfile();
  await profile.context.clock.setSystemTime(`${TODAY}T09:00+07:00`);
  await openOnce(profile.page, hub.url);
});

test.afterAll(async () => {
  await profile.close();
  await hub.close();
});

test("a birth is registered by keys alone, and every page reads in its order", async () => {
  test.setTimeout(240_000);
  const { page } = profile;
  const k = await keyboardOf(page);
  const birth = registered();
  await profile.offline(true);
  const document = await begins(k, birth);
  await missesSomething(k);
  await fillIn(page, birth, keyboardHandOf(k), async ({ id }) => {
    await saved(page);
    await reads(k, id);
  });
  await k.arrives("Xem lại trước khi nộp");
  await reads(k, "xem-lai");
  await handsIn(k, birth);
  await profile.offline(false);
  await signsIn(k);
  await syncNow(page, hub.url);
  const daughter = await enrolPhone(hub.linkOf("lan"), "Điện thoại của con gái");
  await daughter.exchange();
  expect(daughter.answers(document)).toEqual(birth.answers);
});

/** The first of the complete dossiers: a child on Côn Đảo with both parents. */
function registered(): Complete {
  const found = completeDossiers().find(({ procedure, first }) => procedure.form === FORM && first);
  if (found === undefined) throw new Error(`no dossier of ${FORM}`);
  return found;
}

/** By the list of procedures and over the form's sections. */
async function begins(k: Keyboard, { procedure, ui }: Complete): Promise<string> {
  await k.press("link", /^Làm hồ sơ mới/);
  await k.arrives("Làm hồ sơ mới");
  await k.press("DisclosureTriangle", /^Khai sinh, khai tử/);
  await k.press("button", new RegExp(`${procedure.plain.vi}$`));
  await k.arrives(ui.title.vi);
  await reads(k, "cac-phan");
  await k.press("link", "Bắt đầu");
  await k.arrives(ui.sections[0]?.steps[0]?.question.vi ?? "");
  return /ho-so\/([0-9a-f]{32})/.exec(k.page.url())?.[1] ?? "";
}

async function missesSomething(k: Keyboard): Promise<void> {
  await k.press("button", "Tiếp tục");
  await k.arrives("Có 1 chỗ cần sửa");
  await reads(k, "thieu");
}

async function handsIn(k: Keyboard, { ui, answers }: Complete): Promise<void> {
  for (const path of ui.at_check) {
    const field = ui.fields[path];
    if (field !== undefined) await giveAnswer(keyboardHandOf(k), path, field, answers[path] ?? null);
  }
  await k.press("button", "Nộp hồ sơ");
  await expect(standing(k.page)).toHaveText("Chờ gửi");
}

async function signsIn(k: Keyboard): Promise<void> {
  await k.press("link", "Đăng nhập để gửi");
  await givesCode(k, hub.linkOf("lan"), "Điện thoại của Mai");
}

/** The page, in the order in which it is read aloud: the question, then for each field its name, hint, fault and choices. */
async function reads(k: Keyboard, page: string): Promise<void> {
  const read = await k.page.getByRole("main").ariaSnapshot();
  // The dossier's id is drawn by lot.
  expect(`${read.replace(/[0-9a-f]{32}/g, "…")}\n`).toMatchSnapshot(`${page}.yml`);
}
