// With colours forced by the system, and with more contrast asked for: focus, choices, borders and states can be told.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { procedure } from "./support/construction";
import { type Hub, startHub } from "./support/hub";
import { begin, openOnce } from "./support/person";
import { picture } from "./support/picture";
import { PHONE } from "./support/stage";

let hub: Hub;
let profile: Profile;
let document = "";

test.beforeAll(async () => {
  hub = await startHub();
  profile = await openProfile();
  await openOnce(profile.page, hub.url);
  document = await begin(profile.page, procedure);
});

test.afterAll(async () => {
  await profile.close();
  await hub.close();
});

const modes = [
  ["forced colours, dark", { forcedColors: "active", colorScheme: "dark" }],
  ["forced colours, light", { forcedColors: "active", colorScheme: "light" }],
  ["more contrast, dark", { contrast: "more", colorScheme: "dark" }],
  ["more contrast, light", { contrast: "more", colorScheme: "light" }],
] as const;

for (const [name, mode] of modes) {
  test(name, async () => {
    const { page } = profile;
    await page.emulateMedia({ forcedColors: null, contrast: null, ...mode, reducedMotion: "reduce" });
    await page.goto(`${hub.url}/ho-so/${document}/dien/giay-to`);
    const [first, second] = [page.getByRole("radio").first(), page.getByRole("radio").nth(1)];
    await first.check();
    expect(await first.screenshot(), "checked or not").not.toEqual(await second.screenshot());
    await second.focus();
    await page.keyboard.press("ArrowUp");
    await ringed(first);
    for (const box of await page.locator(".input, .button.primary").all()) await bordered(box);
    await picture(page, `contrast-form-${name}`, PHONE);
    expect(await axeViolations(page)).toEqual([]);

    await page.goto(`${hub.url}/ho-so/${document}/dien`);
    const states = page.locator(".state");
    await expect(states.first()).toBeVisible();
    for (const state of await states.all()) await readable(state);
    await ringed(page.getByRole("link", { name: "Làm tiếp" }));
    await picture(page, `contrast-overview-${name}`, PHONE);
    expect(await axeViolations(page)).toEqual([]);
  });
}

/** A ring of two pixels and more that is no shadow and stands out from the page. */
async function ringed(at: Locator): Promise<void> {
  await at.focus();
  await at.page().keyboard.press("Shift");
  const { style, width, colour, ground } = await at.evaluate((each) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
    const paper = getComputedStyle(globalThis.document.body).backgroundColor;
    return {
      style: outlineStyle,
      width: Number.parseFloat(outlineWidth),
      colour: outlineColor,
      ground: paper,
    };
  });
  expect(style).not.toBe("none");
  expect(width).toBeGreaterThanOrEqual(2);
  expect(colour).not.toBe(ground);
}

async function bordered(at: Locator): Promise<void> {
  const { width, ratio } = await at.evaluate(borderOf);
  expect(width).toBeGreaterThanOrEqual(1);
  expect(ratio, "against the page").toBeGreaterThanOrEqual(3);
}

/** Icon and word, in a colour that can be read. */
async function readable(at: Locator): Promise<void> {
  await expect(at.locator("svg")).toBeVisible();
  await expect(at).toHaveText(/\S/);
  const { word, icon } = await at.evaluate((each) => ({
    word: getComputedStyle(each).color,
    icon: getComputedStyle(each.querySelector("svg") ?? each).stroke,
  }));
  const paper = await paperOf(at.page());
  expect(word).not.toBe(paper);
  expect(icon).not.toBe(paper);
}

const paperOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(globalThis.document.body).backgroundColor);

/** Runs in the page. */
function borderOf(each: Element): { width: number; ratio: number } {
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const { borderTopWidth, borderTopColor } = getComputedStyle(each);
  const [bright = 0, dim = 0] = [
    light(borderTopColor),
    light(getComputedStyle(globalThis.document.body).backgroundColor),
  ].sort((a, b) => b - a);
  return { width: Number.parseFloat(borderTopWidth), ratio: (bright + 0.05) / (dim + 0.05) };
}
