// Somebody without a mouse: goes through a page with Tab, and looks at every place where the focus stops.
import { type CDPSession, expect, type Page } from "@playwright/test";

/** What a screen reader is told about the element that has the focus. */
export interface Stop {
  readonly role: string;
  readonly name: string;
}

interface Seen extends Stop {
  readonly id: string;
  readonly box: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  readonly faults: readonly string[];
  /** Of all elements of the page, which. */
  readonly place: number;
  /** The page itself has the focus: before the first place, and after the last. */
  readonly nowhere: boolean;
}

/** More than any page has. */
const stopsMax = 120;

export interface Keyboard {
  readonly page: Page;
  /** Where the focus is. */
  now(): Promise<Stop>;
  /** Goes on with Tab, round the page's end where needed, until the focus is there. */
  to(role: string, name: string | RegExp): Promise<void>;
  /** The same by the element's id, which may be one of several. */
  toId(...ids: readonly string[]): Promise<Stop>;
  /** Goes back with Shift+Tab. */
  backTo(role: string, name: string | RegExp): Promise<void>;
  /** Goes there and presses Enter, or Space where that is the key for it. */
  press(role: string, name: string | RegExp): Promise<void>;
  /** Goes there and types, in place of what was written. */
  write(role: string, name: string | RegExp, text: string): Promise<void>;
  key(...keys: readonly string[]): Promise<void>;
  /** The new screen's heading, or the list of faults, has the focus once it is shown. */
  arrives(heading: string | RegExp): Promise<void>;
  /** Every place from the first to the last, and the same backwards. */
  walk(): Promise<readonly Stop[]>;
  /** Until then Chromium forgets, from one page to the next, that there is no network. */
  putAway(): Promise<void>;
}

export async function keyboardOf(page: Page): Promise<Keyboard> {
  const devtools = await page.context().newCDPSession(page);

  const look = () => lookAt(page, devtools);
  const fits = (stop: Stop, role: string, name: string | RegExp) =>
    stop.role === role && (typeof name === "string" ? stop.name === name : name.test(stop.name));

  async function go(
    key: "Tab" | "Shift+Tab",
    wanted: string,
    isThere: (seen: Seen) => boolean,
  ): Promise<Stop> {
    const passed: string[] = [];
    for (let stops = 0; stops < stopsMax; stops += 1) {
      await page.keyboard.press(key);
      const seen = await look();
      expect(seen.faults, `on ${page.url()}, at ${seen.role} “${seen.name}”`).toEqual([]);
      if (isThere(seen)) return seen;
      if (seen.nowhere && key === "Tab") await leaves(page);
      passed.push(`${seen.role} “${seen.name}”`);
    }
    throw new Error(`no ${wanted} on ${page.url()}; there were\n${passed.slice(0, 40).join("\n")}`);
  }

  const goTo = (key: "Tab" | "Shift+Tab", role: string, name: string | RegExp) =>
    go(key, `${role} “${name}”`, (seen) => fits(seen, role, name));

  const to = async (role: string, name: string | RegExp) => {
    if (!fits(await look(), role, name)) await goTo("Tab", role, name);
  };

  return {
    page,
    now: look,
    to,
    async toId(...ids) {
      const seen = await look();
      return ids.includes(seen.id) ? seen : go("Tab", ids.join(" or "), ({ id }) => ids.includes(id));
    },
    backTo: async (role, name) => {
      await goTo("Shift+Tab", role, name);
    },
    async press(role, name) {
      await to(role, name);
      await page.keyboard.press(role === "checkbox" || role === "radio" ? "Space" : "Enter");
    },
    async write(role, name, text) {
      await to(role, name);
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type(text);
    },
    async key(...keys) {
      for (const each of keys) await page.keyboard.press(each);
    },
    async arrives(heading) {
      await expect(page.locator("h1:focus, .faults:focus").filter({ hasText: heading })).toBeVisible();
    },
    async walk() {
      await page.evaluate(() => document.querySelector<HTMLElement>("a, button")?.focus());
      // Only a key makes a ring.
      await page.keyboard.press("Tab");
      await page.keyboard.press("Shift+Tab");
      const forwards = await round(page, "Tab", look);
      inReadingOrder(forwards);
      if ((await look()).nowhere) await leaves(page);
      await page.keyboard.press("Shift+Tab");
      const backwards = await round(page, "Shift+Tab", look);
      const told = (stops: readonly Stop[]) => stops.map(({ role, name }) => `${role} “${name}”`);
      expect(told(backwards).reverse(), "the same backwards").toEqual(told(forwards));
      return forwards;
    },
    putAway: () => devtools.detach(),
  };
}

/** Beyond the last place the browser takes the focus in its own time; a key pressed before it has would be in two places. */
async function leaves(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(false);
}

/** From where the focus is to the end of the page and out of it, so nothing keeps the focus. */
async function round(
  page: Page,
  key: "Tab" | "Shift+Tab",
  look: () => Promise<Seen>,
): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (let stops = 0; stops < stopsMax; stops += 1) {
    const stop = await look();
    // Beyond the last place is the browser, which at once hands the focus on to the first.
    if (stop.nowhere || (seen.length > 0 && stop.place === seen[0]?.place)) return seen;
    expect(stop.faults, `on ${page.url()}, at ${stop.role} “${stop.name}”`).toEqual([]);
    // An open dialog itself may have the focus on the way round, and is no place.
    if (stop.role !== "dialog") seen.push(stop);
    await page.keyboard.press(key);
  }
  throw new Error(`the focus never comes out of ${page.url()}`);
}

/** Each place stands below the one before it, or beside it: never wholly above, unless in the next column. */
function inReadingOrder(stops: readonly Seen[]): void {
  for (const [index, { box, name }] of stops.entries()) {
    const before = stops[index - 1];
    if (before === undefined) continue;
    const above = box.bottom <= before.box.top && box.left < before.box.right;
    expect(above, `“${name}” stands above “${before.name}”, and comes after it`).toBe(false);
  }
}

async function lookAt(page: Page, devtools: CDPSession): Promise<Seen> {
  const told = await page.evaluate(lookInPage);
  if (told.nowhere) return { ...told, role: "", name: "" };
  const { result } = await devtools.send("Runtime.evaluate", { expression: "document.activeElement" });
  const { objectId = "" } = result;
  const { nodes } = await devtools.send("Accessibility.getPartialAXTree", {
    objectId,
    fetchRelatives: false,
  });
  const role = String(nodes[0]?.role?.value ?? "");
  const name = String(nodes[0]?.name?.value ?? "").trim();
  const faults = [
    ...told.faults,
    ...(name === "" ? ["has no name"] : []),
    ...(role === "" ? ["has no role"] : []),
  ];
  return { ...told, faults, role, name };
}

/** Runs in the page. */
function lookInPage(): Omit<Seen, "role" | "name"> {
  const focused = document.activeElement;
  const nowhere = focused === null || focused === document.body || focused === document.documentElement;
  const { top, bottom, left, right } = (focused ?? document.body).getBoundingClientRect();
  const box = { top: top + scrollY, bottom: bottom + scrollY, left, right };
  const { id = "" } = focused ?? {};
  if (nowhere) return { nowhere, id, place: -1, box, faults: [] };
  const place = [...document.querySelectorAll("*")].indexOf(focused);
  const faults: string[] = [];
  const style = getComputedStyle(focused);
  // Headings and lists of faults are sent the focus to be read aloud; they are no controls.
  const isControl = focused.getAttribute("tabindex") !== "-1";
  const hasRing = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
  if (isControl && !hasRing) faults.push("has no ring");
  if (right - left < 2 || bottom - top < 2 || !focused.checkVisibility({ visibilityProperty: true }))
    faults.push("cannot be seen");
  const height = document.documentElement.clientHeight;
  // What is taller than the window shows its beginning.
  const isInView = top >= -1 && (bottom <= height + 1 || bottom - top > height / 2);
  if (isControl && !isInView) faults.push(`stands from ${top} to ${bottom} in a window of ${height}`);
  const corners: readonly (readonly [number, number])[] = [
    [left + 3, top + 3],
    [right - 3, bottom - 3],
    [(left + right) / 2, (top + bottom) / 2],
  ];
  for (const [x, y] of corners) {
    if (!isControl || x < 0 || y < 0 || y > height || x > innerWidth) continue;
    const there = document.elementFromPoint(x, y);
    // A link that runs over several lines has corners that are not its own, but nothing that floats lies on them.
    const floats = there?.closest(".undo, dialog, header");
    if (floats !== null && floats !== undefined && !floats.contains(focused)) faults.push("is covered");
  }
  return { nowhere, id, place, box, faults };
}
