// A screen at both sizes and with large letters: it fits, axe has nothing against it, and there is a picture of it.
import { expect, type Page } from "@playwright/test";
import { axeViolations } from "./axe";
import { fits, picture } from "./picture";
import { DESKTOP, NARROW, PHONE } from "./stage";

export async function soundAt(page: Page, name: string): Promise<void> {
  for (const textSize of ["100", "200"]) {
    await page.evaluate((size) => document.documentElement.setAttribute("data-text", size), textSize);
    for (const size of [PHONE, NARROW, DESKTOP]) await fits(page, size);
    expect(await axeViolations(page), `${name}, ${textSize} %`).toEqual([]);
    await picture(page, `${name}-${textSize}-phone`, PHONE);
    await picture(page, `${name}-${textSize}-desktop`, DESKTOP);
  }
  await page.evaluate(() => document.documentElement.setAttribute("data-text", "100"));
  await page.setViewportSize({ width: PHONE[0], height: PHONE[1] });
}
