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

/** Nobody has to move a page from side to side, and nothing is cut off at its edge. */
export async function fits(page: Page, [width, height]: Size): Promise<void> {
  await page.setViewportSize({ width, height });
  const beyond = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      // Hidden text for screen readers and the drawn lighthouse may stand beyond the edge.
      if (element.closest("svg, .sr, .skip") !== null) return false;
      return element.getBoundingClientRect().right > clientWidth + 1;
    });
    const told = wide.map((element) => `${element.outerHTML.slice(0, 120)} …`);
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`, ...told] : told;
  });
  expect(beyond, `at ${width} × ${height}`).toEqual([]);
}
