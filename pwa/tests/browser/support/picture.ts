// Pictures of a screen for people to look at, and whether it fits where it is shown.
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";

export type Size = readonly [width: number, height: number];

/** The whole page, into `screens/` beside the other results; git does not see it. */
export async function picture(page: Page, name: string, [width, height]: Size): Promise<void> {
  await page.setViewportSize({ width, height });
  const path = join(test.info().project.outputDir, "screens", `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}

/**
 * Nobody has to move a page from side to side, nothing is cut off at its edge, and no word leaves its box; nor would they
 * with a number of the widest letters, for numbers are drawn by lot.
 */
export async function fits(page: Page, [width, height]: Size): Promise<void> {
  await page.setViewportSize({ width, height });
  const beyond = await page.evaluate(() => {
    const numbers = [...document.querySelectorAll(".number")].map((each) => each.firstChild as Text);
    const drawn = numbers.map(({ data }) => data);
    for (const number of numbers) number.data = number.data.replace(/\S/g, "W");
    const { clientWidth, scrollWidth } = document.documentElement;
    // Hidden text for screen readers and the drawn lighthouse may stand beyond the edge.
    const all = [...document.querySelectorAll("body *")].filter((each) => !each.closest("svg, .sr, .skip"));
    const right = (each: Element | Range) => each.getBoundingClientRect().right;
    const wide = all.filter((each) => right(each) > clientWidth + 1);
    const spilling = all.filter((each) => {
      const texts = [...each.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
      const range = document.createRange();
      return texts.some((text) =>
        [...(text.textContent ?? "").matchAll(/\S+/g)].some(({ 0: word, index }) => {
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          return right(range) > right(each) + 1;
        }),
      );
    });
    const told = [...wide, ...spilling].map((each) => `${each.outerHTML.slice(0, 80)} … ${each.textContent}`);
    numbers.forEach((number, index) => {
      number.data = drawn[index] ?? "";
    });
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`, ...told] : told;
  });
  expect(beyond, `at ${width} × ${height}`).toEqual([]);
}
