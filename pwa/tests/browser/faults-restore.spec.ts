// A hub that comes back from an old backup: phones notice, offer what they hold, and send again what it has lost.
import { expect, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { enrolPhone } from "./support/otherPhone";
import { begin, handIn, openOnce, saved, signIn, standing, syncNow } from "./support/person";

const SUBMITTED = /^Đã nộp lúc \d\d:\d\d/;

let hub: Hub;
const profiles: Profile[] = [];

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterEach(async () => {
  for (const profile of profiles.splice(0)) await profile.close();
});

test.afterAll(async () => {
  await hub.close();
});

test("a hub restored from an old backup has everything again, once, and the phones say nothing that is not so", async () => {
  const phone = await opened();
  const daughter = await enrolPhone(hub.linkOf("lan"), "Máy của con gái");
  await signIn(phone.page, hub.linkOf("lan"), "Máy có từ trước");
  const early = await handedIn(phone, "Nắp cống bị mất ở ngã ba");
  await hub.backup();

  // All of this is in no backup: a later answer, another phone's, a whole dossier, and a phone that signed in since.
  await phone.page.goto(`${hub.url}/ho-so/${early}/dien/noi-dung`);
  await phone.page.getByLabel("Nội dung", { exact: true }).fill("Nắp cống bị mất ở ngã tư");
  await saved(phone.page);
  await syncNow(phone.page, hub.url);
  await daughter.exchange();
  await daughter.write(early, feedback.form, { "/email": "lan@example.com" });
  await daughter.exchange();
  const late = await handedIn(phone, "Cây ngã đè dây điện");
  const newcomer = await opened();
  await signIn(newcomer.page, hub.linkOf("lan"), "Máy mới mua");
  const own = await handedIn(newcomer, "Chó thả rông trong hẻm");
  await syncNow(phone.page, hub.url);

  await hub.stop();
  await hub.restore();
  await hub.start();
  await newcomer.page.goto(`${hub.url}/cai-dat`);
  await newcomer.page.getByRole("button", { name: "Gửi ngay" }).click();
  await expect(
    newcomer.page.getByText("Trung tâm chưa biết máy này. Xin nhập mã đăng nhập lần nữa."),
  ).toBeVisible();
  for (const document of [early, late, own]) {
    await newcomer.page.goto(`${hub.url}/ho-so/${document}`);
    await expect(standing(newcomer.page)).toHaveText(SUBMITTED);
  }
  await syncNow(phone.page, hub.url);
  await signIn(newcomer.page, hub.linkOf("lan"), "Máy mới mua");
  await syncNow(newcomer.page, hub.url);
  await syncNow(phone.page, hub.url);
  for (const { page } of [phone, newcomer]) {
    for (const document of [early, late, own]) {
      await page.goto(`${hub.url}/ho-so/${document}`);
      await expect(standing(page)).toHaveText(SUBMITTED);
      await expect(page.getByText("Có phần chưa được nhận")).toHaveCount(0);
    }
  }

  const stranger = await enrolPhone(hub.linkOf("lan"), "Máy bàn ở nhà");
  await stranger.exchange();
  for (const [document, text] of [
    [early, "Nắp cống bị mất ở ngã tư"],
    [late, "Cây ngã đè dây điện"],
    [own, "Chó thả rông trong hẻm"],
  ] as const) {
    expect(stranger.values(document, "/text")).toEqual([text]);
    expect(stranger.writings(document, "/text", text)).toBe(1);
    expect(stranger.submissions(document)).toBe(1);
  }
  expect(stranger.values(early, "/email")).toEqual(["lan@example.com"]);
});

async function opened(): Promise<Profile> {
  const phone = await openProfile();
  profiles.push(phone);
  await openOnce(phone.page, hub.url);
  return phone;
}

async function handedIn({ page }: Profile, text: string): Promise<string> {
  await page.goto(hub.url);
  const document = await begin(page, feedback.procedure);
  await handIn(page, feedback.steps(text));
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so/${document}`);
  await expect(standing(page)).toHaveText(SUBMITTED);
  return document;
}
