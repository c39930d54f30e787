// A hand with a mouse and keys: finds each control by its id, and sees that it is called what the form calls it.
import { expect, type Page } from "@playwright/test";
import type { Hand } from "./fillIn";

export function handOf(page: Page): Hand {
  const control = (id: string) => page.locator(`[id="${id}"]`);
  const called = (id: string, label: string) => control(id).and(page.getByLabel(label));
  return {
    choose: (id, option) =>
      page
        .locator(`[name="${id}"]`)
        .and(page.getByRole("radio", { name: option, exact: true }))
        .check(),
    write: (id, label, text) => called(id, label).fill(text),
    tick: (id, label) => called(id, label).check(),
    async pick(id, letters, name) {
      await control(id).and(page.getByRole("combobox")).fill(letters);
      await page.locator(`[id="${id}-list"]`).getByRole("option", { name }).first().click();
      await expect(control(id)).toHaveValue(name);
    },
    press: (button) => page.getByRole("button", { name: button, exact: true }).click(),
  };
}
