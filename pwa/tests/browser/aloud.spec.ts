// Questions read aloud, with a platform that has a voice, and answers that need not be given and are taken back.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { keyboardOf } from "./support/keyboard";
import { says } from "./support/keyboardForm";
import { begin, openOnce, saved } from "./support/person";

let hub: Hub;
const profiles: Profile[] = [];

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

/** What the voice of this platform was told; runs in the page. Its list of voices comes late, as on Android. */
function platformWithVoice(languages: readonly string[]): void {
  const spoken: string[] = [];
  let waiting: SpeechSynthesisUtterance[] = [];
  let list: { lang: string; localService: boolean }[] = [];
  const told = new EventTarget();
  const synthesis = Object.assign(told, {
    getVoices: () => list,
    speak: (utterance: SpeechSynthesisUtterance) => {
      spoken.push(`${utterance.lang}: ${utterance.text}`);
      waiting.push(utterance);
    },
    cancel: () => {
      for (const each of waiting) each.onerror?.({ error: "canceled" } as SpeechSynthesisErrorEvent);
      waiting = [];
    },
  });
  class Utterance {
    lang = "";
    voice: unknown = null;
    onend = null;
    onerror = null;
    text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  const finish = () => {
    for (const each of waiting) each.onend?.({} as SpeechSynthesisEvent);
    waiting = [];
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  Object.assign(window, { SpeechSynthesisUtterance: Utterance, spoken, finish });
  setTimeout(() => {
    list = languages.map((lang) => ({ lang, localService: true }));
    told.dispatchEvent(new Event("voiceschanged"));
  }, 100);
}

interface Spoken {
  readonly spoken: readonly string[];
  readonly finish: () => void;
}
const spoken = (page: Page) => page.evaluate(() => (window as unknown as Spoken).spoken);
const finish = (page: Page) => page.evaluate(() => (window as unknown as Spoken).finish());

async function begins(languages: readonly string[] | null): Promise<{ page: Page; document: string }> {
  const profile = await openProfile();
  profiles.push(profile);
  const { page } = profile;
  if (languages !== null) await page.addInitScript(platformWithVoice, languages);
  await openOnce(page, hub.url);
  return { page, document: await begin(page, feedback.procedure) };
}

test("a question is read when asked for, stops when told and on leaving, and never begins by itself", async () => {
  const { page } = await begins(["en-US", "vi_VN"]);
  const reads = page.getByRole("button", { name: "Đọc câu hỏi" });
  const stops = page.getByRole("button", { name: "Ngừng đọc" });
  await expect(reads).toBeVisible();
  expect(await spoken(page)).toEqual([]);
  expect(await axeViolations(page)).toEqual([]);

  await reads.click();
  await expect(stops).toBeVisible();
  const said = await spoken(page);
  expect(said[0]).toBe("vi_VN: Bà con phản ánh chuyện gì?");
  expect(said).toContain("vi_VN: Chuyện khác");
  await stops.click();
  await expect(reads).toBeFocused();

  await reads.click();
  await finish(page);
  await expect(reads).toBeVisible();

  await reads.click();
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("heading", { name: "Kể lại sự việc" })).toBeVisible();
  await expect(reads).toBeVisible();
  expect((await spoken(page)).filter((sentence) => sentence.includes("Kể lại"))).toEqual([]);
});

test("where there is no voice for the language, nothing offers to read", async () => {
  for (const languages of [null, ["en-US"]]) {
    const { page } = await begins(languages);
    await page.waitForTimeout(300);
    await expect(page.getByRole("button", { name: "Đọc câu hỏi" })).toHaveCount(0);
  }
});

test("a choice that need not be made is taken back, from the keyboard, and stays taken back", async () => {
  const { page, document } = await begins(null);
  await page.goto(`${hub.url}/ho-so/${document}/dien/giau-ten`);
  const k = await keyboardOf(page);
  await expect(page.getByRole("button", { name: /^Bỏ chọn/ })).toHaveCount(0);
  await page.getByRole("radio").first().check();
  await saved(page);
  expect(await axeViolations(page)).toEqual([]);
  await k.press("button", /^Bỏ chọn/);
  await says(k, "Đã bỏ chọn.");
  await expect(page.getByRole("radio").first()).toBeFocused();
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await saved(page);
  await page.reload();
  await expect(page.getByRole("radio").first()).toBeVisible();
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
});

test("a name chosen from a list is taken back too; a choice that must be made is not offered for it", async () => {
  const { page, document } = await begins(null);
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await expect(page.getByRole("button", { name: /^Bỏ chọn/ })).toHaveCount(0);
  await page.goto(`${hub.url}/ho-so/${document}/dien/o-dau`);
  await page.getByRole("combobox").fill("con dao");
  await page.getByRole("option", { name: "Đặc khu Côn Đảo" }).click();
  await page.getByRole("button", { name: /^Bỏ chọn/ }).click();
  await expect(page.getByRole("combobox")).toHaveValue("");
  await expect(page.getByRole("combobox")).toBeFocused();
});
