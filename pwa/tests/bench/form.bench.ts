// The form with most fields, filled in, on a slow phone that has it all: opened from its dossier, and written in.
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import type { Operation } from "../../src/sync/change";
import { openProfile, type Profile } from "../browser/support/browser";
import { type Hub, startHub } from "../browser/support/hub";
import { enrolPhone } from "../browser/support/otherPhone";
import { openOnce, signIn, syncNow } from "../browser/support/person";
import { EMPTY, keystrokes, note, ROUNDS, slow, workOfKey, writeDown } from "./measuring";

const FORM = "khai-sinh@1";
const PLACES = new URL(`../../../tests/forms/complete/${FORM}.json`, import.meta.url);
/** Of the phone's time, which is six times this machine's. */
const OPENING_MS_MAX = 400;
const KEYSTROKE_MS_MAX = 16;
const ADDRESS = "Địa chỉ theo tên cũ";

let hub: Hub;
let phone: Profile;
let dossier: string;

test.beforeAll(async () => {
  hub = await startHub();
  const link = hub.linkOf("lan");
  const desktop = await enrolPhone(link, "Máy bàn ở nhà");
  const document = await desktop.begin(FORM, answers());
  await desktop.exchange();
  phone = await openProfile();
  await openOnce(phone.page, hub.url);
  await signIn(phone.page, link, "Điện thoại");
  await syncNow(phone.page, hub.url);
  await phone.offline(true);
  dossier = `${hub.url}/ho-so/${document}`;
});

test.afterAll(async () => {
  await phone.close();
  await hub.close();
  await writeDown();
});

function answers() {
  const [operations = []] = Object.values(
    JSON.parse(readFileSync(PLACES, "utf8")) as Readonly<Record<string, readonly Operation[]>>,
  );
  return Object.fromEntries(operations.flatMap((one) => (one[0] === "set" ? [[one[1], one[2]]] : [])));
}

test("a form opened from its dossier", async () => {
  const opened: number[] = [];
  const bare: number[] = [];
  const whole: number[] = [];
  const wholeBare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    phone = await phone.reopen({ offline: true });
    const { page } = phone;
    await page.goto(dossier);
    await expect(page.getByRole("link", { name: "Làm tiếp" })).toBeVisible();
    await page.waitForTimeout(2_000);
    await slow(page, true);
    opened.push(await drawn(page, "/dien", "main .sections a"));
    bare.push(await markupAlone(page));
    whole.push(await drawn(page, "/mot-trang", "main .step"));
    wholeBare.push(await markupAlone(page));
  }
  note("a form opened from its dossier", opened, bare, "its mark-up alone", OPENING_MS_MAX);
  note("the same, all on one page", whole, wholeBare, "its mark-up alone", OPENING_MS_MAX);
});

test("a key pressed in it", async () => {
  const { page } = phone;
  for (const [name, address] of [
    ["a key pressed in its question", `${dossier}/dien/noi-sinh`],
    ["a key pressed in it, all on one page", `${dossier}/mot-trang`],
  ] as const) {
    await page.goto(address);
    const field = page.getByLabel(ADDRESS).first();
    await expect(field).toBeVisible();
    await slow(page, true);
    const work = await workOfKey(page, field);
    const frames = await keystrokes(page, field);
    await page.goto(EMPTY);
    const bare = page.locator("input");
    note(`${name}: its work`, [work], [await workOfKey(page, bare)], "a bare input", KEYSTROKE_MS_MAX);
    note(`${name}: until the frame`, frames, await keystrokes(page, bare), "a bare input");
  }
});

/** In ms, from the press on a link to the frame that shows `found`. */
function drawn(page: Page, address: string, found: string): Promise<number> {
  return page.evaluate(
    ([end = "", selector = ""]) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        const link = document.createElement("a");
        link.href = location.pathname.replace(/(\/dien.*)?$/, end);
        document.querySelector("main")?.append(link);
        const watching = new MutationObserver(() => {
          if (document.querySelector(selector) === null) return;
          watching.disconnect();
          requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => resolve(performance.now() - began);
            after.port2.postMessage(null);
          });
        });
        watching.observe(document.body, { childList: true, subtree: true });
        link.click();
      }),
    [address, found],
  );
}

/** In ms: what is on the page put there once more, to the frame that shows it. */
function markupAlone(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const main = document.querySelector("main");
        const box = document.createElement("div");
        const { innerHTML = "" } = main ?? {};
        const began = performance.now();
        box.innerHTML = innerHTML;
        main?.append(box);
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => {
            resolve(performance.now() - began);
            box.remove();
          };
          after.port2.postMessage(null);
        });
      }),
  );
}
