// Every screen as people see it: no fault that axe knows, no sideways scrolling with large text, and pictures to look at.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { type Hub, startHub } from "./support/hub";
import { openOnce, signIn, syncNow } from "./support/person";
import { fits, picture, type Size } from "./support/picture";
import { type Screen, screens, type Who } from "./support/screens";
import { fillShelf, type Shelf } from "./support/shelf";

const PHONE: Size = [360, 640];
const NARROW: Size = [320, 640];
const DESKTOP: Size = [1280, 800];

/** Those that are looked at in English and in the dark as well. */
const THOROUGH = ["home-empty", "home", "form-faults", "form-rows", "form-unit-open", "form-day-and-hour"];

const zalo = "Mozilla/5.0 (Linux; Android 14; SM-A155F; wv) AppleWebKit/537.36 Mobile Zalo android/250601";

let hub: Hub;
let shelf: Shelf;
const profiles: Profile[] = [];
const pages = new Map<Who, Page>();

test.beforeAll(async () => {
  hub = await startHub();
  const [link = "", , officerLink = ""] = hub.links;
  shelf = await fillShelf(link);
  const officer = await openFor("officer");
  await signIn(officer, officerLink, "Máy quầy Côn Đảo");
  await officer.goto(`${hub.url}/quay/${shelf.submitted}`);
  await officer.getByRole("button", { name: "Đã nhận" }).click();
  await officer.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await expect(officer.getByText(/Quầy Đặc khu Côn Đảo đã nhận lúc/)).toBeVisible();
  const lan = await openFor("lan");
  await signIn(lan, link, "Điện thoại của Lan");
  await syncNow(lan, hub.url);
  await openFor("newcomer");
  const inZalo = await openFor("in-zalo");
  const devtools = await inZalo.context().newCDPSession(inZalo);
  await devtools.send("Emulation.setUserAgentOverride", { userAgent: zalo });
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

for (const screen of screens) {
  test(`${screen.name}: nothing that axe finds, nothing beyond the edge`, async () => {
    const page = pages.get(screen.who);
    if (page === undefined) throw new Error(`${screen.who} has no browser`);
    await show(page, screen, "100");
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `${screen.name}-360`, PHONE);
    await picture(page, `${screen.name}-1280`, DESKTOP);
    await show(page, screen, "200");
    await fits(page, NARROW);
    await fits(page, PHONE);
    await picture(page, `${screen.name}-360-large`, PHONE);
    if (THOROUGH.includes(screen.name)) await thoroughly(page, screen);
  });
}

/** From the address anew, as settings.ts will find it: in Vietnamese, with text of that size. */
async function show(page: Page, screen: Screen, textSize: "100" | "200"): Promise<void> {
  await page.setViewportSize({ width: PHONE[0], height: PHONE[1] });
  await prefer(page, "vi", textSize);
  await screen.open(page, { url: hub.url, shelf });
}

/** With the screen at 200 % before it. */
async function thoroughly(page: Page, screen: Screen): Promise<void> {
  expect(await axeViolations(page), "200 %").toEqual([]);
  await prefer(page, "en", "200");
  await page.reload();
  await expect(page.locator('html[lang="en"] main h1')).toBeVisible();
  await expect(page.getByRole("link", { name: "Settings" })).toBeVisible();
  await fits(page, NARROW);
  expect(await axeViolations(page), "English, 200 %").toEqual([]);
  await prefer(page, "en", "100");
  await page.reload();
  await expect(page.getByRole("link", { name: "Settings" })).toBeVisible();
  await expect(page.locator("main h1")).toBeVisible();
  expect(await axeViolations(page), "English").toEqual([]);
  // Without motion: a colour on its way from light to dark is neither.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await axeViolations(page), "dark").toEqual([]);
  await picture(page, `${screen.name}-360-dark`, PHONE);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

async function prefer(page: Page, language: "vi" | "en", textSize: "100" | "200"): Promise<void> {
  await page.evaluate(
    ([spoken, size]) => {
      localStorage.setItem("haidang-language", spoken);
      localStorage.setItem("haidang-text-size", size);
    },
    [language, textSize] as const,
  );
}

async function openFor(who: Who): Promise<Page> {
  const profile = await openProfile();
  profiles.push(profile);
  pages.set(who, profile.page);
  await openOnce(profile.page, hub.url);
  return profile.page;
}
