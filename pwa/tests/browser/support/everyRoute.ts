// The app's own table of addresses, walked without opening the app anew; what was read at each of them.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { match } from "../../../src/ui/router";
import { marksIn } from "./payloads";

const sources = ["cityRoutes.ts", "routes.ts"].map((file) =>
  readFileSync(new URL(`../../../src/${file}`, import.meta.url), "utf8"),
);
/** In the order in which they are looked up; those with a table of their own are not among them. */
export const routes: readonly { readonly path: string }[] = sources
  .flatMap((source) => [...source.matchAll(/path: "([^"]+)"(,\s*table)?/g)])
  .flatMap(([, path = "", branch]) => (branch === undefined ? [{ path }] : []));

export function routeOf(path: string): string {
  const found = match(routes, path.replace(/#.*/, ""));
  if (found === null) throw new Error(`no address of the app: ${path}`);
  return found.route.path;
}

/** As a link in the app would: no file is fetched that is there already. The screen before is gone when this resolves. */
export async function walk(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    for (const heading of document.querySelectorAll("h1")) heading.dataset.left = "";
    const key = Number((history.state as { key?: number } | null)?.key ?? 0) + 1;
    history.pushState({ key, from: location.pathname }, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, path);
  await expect(page.locator("main[aria-busy=false] h1:not([data-left])").first()).toBeVisible();
}

/** All that can be read once what opens more has been pressed, and nothing comes any more; with the mark of each of `expected`. */
export async function readAll(page: Page, expected: readonly string[]): Promise<string> {
  let before = "";
  await expect
    .poll(
      async () => {
        const now = await page.evaluate(() => {
          for (const details of document.querySelectorAll<HTMLDetailsElement>("main details"))
            details.open = true;
          for (const button of document.querySelectorAll("main button"))
            if (/^(Hiện thêm|Xem thêm|Xem các máy|Xem danh sách)/.test(button.textContent.trim()))
              (button as HTMLButtonElement).click();
          const typed = [
            ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea"),
          ];
          return [document.body.textContent, ...typed.map(({ value }) => value)].join("\n");
        });
        const isStill = now === before;
        before = now;
        const found = new Set(marksIn(now));
        const missing = marksIn(expected.join("\n")).filter((number) => !found.has(number));
        return isStill ? missing : "something still moves";
      },
      { intervals: [20, 50, 100, 200], message: page.url() },
    )
    .toEqual([]);
  return before;
}
