// Whether a screen is as it should be to look at: for axe, on the narrowest screens, in large text, and for people.
import { expect, type Page } from "@playwright/test";
import { axeViolations } from "./axe";
import { fits, picture } from "./picture";
import { DESKTOP, NARROW, PHONE } from "./stage";

/** Without a fault that axe knows, in the width of a small phone with large text, and to be looked at. */
export async function looksRight(at: Page, name: string): Promise<void> {
  expect(await axeViolations(at), name).toEqual([]);
  await picture(at, `${name}-360`, PHONE);
  await picture(at, `${name}-1280`, DESKTOP);
  await at.evaluate(() => document.documentElement.setAttribute("data-text", "200"));
  await fits(at, NARROW);
  await fits(at, PHONE);
  await picture(at, `${name}-360-large`, PHONE);
  expect(await axeViolations(at), `${name}, 200 %`).toEqual([]);
  await at.evaluate(() => document.documentElement.setAttribute("data-text", "100"));
}
