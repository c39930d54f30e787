// Every screen in every state, language, size of text and light, with a network and without. `make soak`: HAIDANG_MATRIX=whole.
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { keyboardOf } from "./support/keyboard";
import type { Screen } from "./support/opening";
import { soundOutline } from "./support/outline";
import { fits, picture } from "./support/picture";
import { screens } from "./support/screens";
import { NARROW, PHONE, type Stage, setStage } from "./support/stage";
import { states } from "./support/states";
import type { Language } from "./support/tongue";

const languages: readonly Language[] = ["vi", "en"];
type Network = "online" | "offline";

/** Otherwise screens.spec.ts is the reduced set. */
const all = process.env.HAIDANG_MATRIX === "whole" ? [...screens, ...states] : [];

let stage: Stage;
let combinations = 0;

test.beforeAll(async () => {
  stage = await setStage();
});

test.afterAll(async () => {
  console.log(`${combinations} combinations of screen, language, size, light and network`);
  await stage.close();
});

for (const screen of all) {
  const networks: readonly Network[] = screen.offline === "never" ? ["online"] : ["online", "offline"];
  for (const network of networks) {
    test(`${screen.name}, ${network}: nothing that axe finds, nothing beyond the edge`, async () => {
      for (const language of languages) await everySize(screen, language, network);
    });
  }
}

async function everySize(screen: Screen, language: Language, network: Network): Promise<void> {
  const page = await stage.pageOf(screen.who);
  const cut = network === "offline";
  await page.context().setOffline(cut && screen.offline !== "cut");
  try {
    await stage.show(screen, language, "100");
    await page.context().setOffline(cut);
    if (cut) await expect(page.locator(".bands .band").first()).toBeVisible();
    const name = `${screen.name}-${language}${cut ? "-offline" : ""}`;
    await sound(page, `${name}-100`, language);
    // What the setting does: the style sheet has the rest.
    await page.evaluate(() => document.documentElement.setAttribute("data-text", "200"));
    await sound(page, `${name}-200`, language);
    if (language === "en" || cut) return;
    await everyLight(page, screen);
    const keyboard = await keyboardOf(page);
    await keyboard.walk();
    await keyboard.putAway();
  } finally {
    await page.context().setOffline(false);
  }
}

async function sound(page: Page, name: string, language: Language): Promise<void> {
  combinations += 1;
  expect(await axeViolations(page), name).toEqual([]);
  await soundOutline(page, language);
  await fits(page, NARROW);
  await fits(page, PHONE);
  await picture(page, name, PHONE);
}

async function everyLight(page: Page, screen: Screen): Promise<void> {
  // Without motion, on the way back too: a colour on its way from light to dark is neither.
  for (const light of [{ colorScheme: "dark" }, { forcedColors: "active" }] as const) {
    combinations += 1;
    await page.emulateMedia({ ...light, reducedMotion: "reduce" });
    const told = `${screen.name}, ${Object.values(light)}`;
    expect(await axeViolations(page), told).toEqual([]);
    expect(await page.evaluate(() => document.getAnimations().length), `${told}: motion`).toBe(0);
    await picture(page, `${screen.name}-${Object.values(light)}`, PHONE);
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
  }
  await page.emulateMedia({ reducedMotion: null });
}
