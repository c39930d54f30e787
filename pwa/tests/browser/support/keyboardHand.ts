// A hand that knows keys alone, and looks at every place where the focus stops on the way (keyboard.ts).
import { expect } from "@playwright/test";
import type { Hand } from "./fillIn";
import type { Keyboard } from "./keyboard";

/** More than any group of choices or list of names has. */
const ARROWS_MAX = 60;

export function keyboardHandOf(k: Keyboard): Hand {
  const radiosOf = (id: string) =>
    k.page.locator(`[name="${id}"]`).evaluateAll((all) => all.map((each) => each.id));
  return {
    async choose(id, option) {
      // Tab comes to the one that is chosen, or to the first.
      await k.toId(...(await radiosOf(id)));
      await k.key("Space");
      for (let arrows = 0; (await k.now()).name !== option; arrows += 1) {
        if (arrows > ARROWS_MAX) throw new Error(`no choice “${option}” on ${k.page.url()}`);
        await k.key("ArrowDown");
      }
      await expect(k.page.locator("input:focus")).toBeChecked();
    },
    async write(id, label, text) {
      expect((await k.toId(id)).name).toContain(label);
      await k.key("ControlOrMeta+A");
      await k.page.keyboard.type(text);
    },
    async tick(id, label) {
      expect(await k.toId(id)).toMatchObject({ role: "checkbox", name: label });
      await k.key("Space");
    },
    async pick(id, letters, name) {
      expect(await k.toId(id)).toMatchObject({ role: "combobox" });
      await k.key("ControlOrMeta+A");
      await k.page.keyboard.type(letters);
      await expect(k.page.getByText(/^Thấy \d+ tên, chọn một$/)).toBeVisible();
      const active = k.page.locator('[role="option"][aria-selected="true"]');
      for (
        let arrows = 0;
        !(await active.allTextContents()).some((each) => each.startsWith(name));
        arrows += 1
      ) {
        if (arrows > ARROWS_MAX) throw new Error(`no name “${name}” on ${k.page.url()}`);
        await k.key("ArrowDown");
      }
      await k.key("Enter");
      await expect(k.page.locator("input:focus")).toHaveValue(name);
    },
    press: (button) => k.press("button", button),
  };
}
