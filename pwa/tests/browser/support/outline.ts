// What a screen reader makes of a page beyond what axe asks: one first heading, no level skipped, a title, a language.
import { expect, type Page } from "@playwright/test";
import type { Language } from "./tongue";

export async function soundOutline(page: Page, language: Language): Promise<void> {
  const seen = await page.evaluate(() => {
    const isHeard = (each: Element) =>
      each.checkVisibility({ visibilityProperty: true }) && !each.closest("[aria-hidden]");
    const all = (selector: string) => [...document.querySelectorAll(selector)].filter(isHeard);
    // While a dialog is open, nothing else can be reached.
    const dialog = document.querySelector("dialog[open]");
    return {
      levels: all("h1, h2, h3, h4, h5, h6").map((each) => Number(each.tagName.slice(1))),
      main: all("main").length,
      banner: all("#app > header").length,
      dialogNamed:
        dialog === null || document.getElementById(dialog.getAttribute("aria-labelledby") ?? "")?.textContent,
      title: document.title,
      heading: document.querySelector("h1")?.textContent ?? "",
      language: document.documentElement.lang,
      twice: [...document.querySelectorAll("[id]")]
        .map(({ id }) => id)
        .filter((id, at, ids) => ids.indexOf(id) !== at),
      // Pointed at by a label or a description, and not there.
      dangling: all("[aria-labelledby], [aria-describedby], [aria-controls], label[for]")
        .flatMap((each) =>
          ["aria-labelledby", "aria-describedby", "aria-controls", "for"].flatMap(
            (name) => each.getAttribute(name)?.split(/\s+/) ?? [],
          ),
        )
        .filter((id) => id !== "" && document.getElementById(id) === null),
    };
  });
  expect(
    seen.levels.filter((level) => level === 1),
    "one first heading",
  ).toEqual([1]);
  const skipped = seen.levels.filter((level, at) => level > (seen.levels[at - 1] ?? 0) + 1);
  expect(skipped, `no level skipped in ${seen.levels}`).toEqual([]);
  expect({ main: seen.main, banner: seen.banner }).toEqual({ main: 1, banner: 1 });
  expect(seen.dialogNamed, "a dialog has a name").toBeTruthy();
  expect(seen.title).toMatch(/\S – Hải Đăng$/);
  expect(seen.heading).not.toBe("");
  expect(seen.language).toBe(language);
  expect({ twice: seen.twice, dangling: seen.dangling }).toEqual({ twice: [], dangling: [] });
}
