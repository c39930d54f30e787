// Every screen as people see it: no fault that axe knows, no sideways scrolling with large text, and pictures to look at.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import type { Screen } from "./support/opening";
import { soundOutline } from "./support/outline";
import { fits, picture } from "./support/picture";
import { screens } from "./support/screens";
import { DESKTOP, NARROW, PHONE, type Stage, setStage } from "./support/stage";

/** Those that are looked at in English, in the dark and with forced colours as well; matrix.spec.ts does it to all. */
const THOROUGH = [
  ...["home-empty", "home", "form-faults", "form-rows", "form-unit-open", "form-day-and-hour"],
  ...["about-me", "form-fill-in", "dossier-remember"],
  ...["form-overview", "form-one-page"],
  "new-form",
];

let stage: Stage;

test.beforeAll(async () => {
  stage = await setStage();
});

test.afterAll(() => stage.close());

for (const screen of screens) {
  test(`${screen.name}: nothing that axe finds, nothing beyond the edge`, async () => {
    const page = await stage.show(screen, "vi", "100");
    expect(await axeViolations(page)).toEqual([]);
    await soundOutline(page, "vi");
    await picture(page, `${screen.name}-360`, PHONE);
    await picture(page, `${screen.name}-1280`, DESKTOP);
    await stage.show(screen, "vi", "200");
    await fits(page, NARROW);
    await fits(page, PHONE);
    await picture(page, `${screen.name}-360-large`, PHONE);
    if (THOROUGH.includes(screen.name)) await thoroughly(page, screen);
  });
}

/** With the screen at 200 % before it. */
async function thoroughly(page: Page, screen: Screen): Promise<void> {
  expect(await axeViolations(page), "200 %").toEqual([]);
  await stage.show(screen, "en", "200");
  await fits(page, NARROW);
  expect(await axeViolations(page), "English, 200 %").toEqual([]);
  await stage.show(screen, "en", "100");
  expect(await axeViolations(page), "English").toEqual([]);
  // Without motion: a colour on its way from light to dark is neither.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await axeViolations(page), "dark").toEqual([]);
  expect(await page.evaluate(() => document.getAnimations().length), "motion").toBe(0);
  await picture(page, `${screen.name}-360-dark`, PHONE);
  await page.emulateMedia({ colorScheme: null, forcedColors: "active" });
  expect(await axeViolations(page), "forced colours").toEqual([]);
  await page.emulateMedia({ forcedColors: null, reducedMotion: null });
}
