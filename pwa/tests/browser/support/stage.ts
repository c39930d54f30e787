// Everybody who looks at a screen, each in a browser of their own, with a hub, a full shelf, and a desk that has seen it.
import { expect, type Page } from "@playwright/test";
import { openProfile, type Profile } from "./browser";
import * as feedback from "./feedback";
import { type Hub, startHub } from "./hub";
import { fillKinds } from "./kinds";
import type { Screen, Who } from "./opening";
import { begin, openOnce, signIn, syncNow } from "./person";
import type { Size } from "./picture";
import { fillShelf, type Shelf } from "./shelf";
import type { Language } from "./tongue";

export const PHONE: Size = [360, 640];
export const NARROW: Size = [320, 640];
export const DESKTOP: Size = [1280, 800];

/** In percent. */
export type TextSize = "100" | "200";

export interface Stage {
  readonly hub: Hub;
  readonly shelf: Shelf;
  pageOf(who: Who): Promise<Page>;
  /** From the address anew, as settings.ts will find it, at the size of a phone. */
  show(screen: Screen, language: Language, textSize: TextSize): Promise<Page>;
  close(): Promise<void>;
}

const zalo = "Mozilla/5.0 (Linux; Android 14; SM-A155F; wv) AppleWebKit/537.36 Mobile Zalo android/250601";

/** What a browser lacks or refuses, told to its page before anything else. */
const lacking: Partial<Readonly<Record<Who, string>>> = {
  private: `StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException("denied", "SecurityError"))`,
  old: "delete Array.prototype.toSorted",
  insecure: `Object.defineProperty(window, "isSecureContext", { value: false })`,
  "no-worker": `ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("denied", "SecurityError"))`,
  refused: `IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError") }`,
};

export async function setStage(): Promise<Stage> {
  const hub = await startHub();
  const shelf = await fillShelf(hub.linkOf("lan"));
  const profiles: Profile[] = [];
  const pages = new Map<Who, Promise<Page>>();
  let quiet: Promise<Hub> | null = null;
  const quietHub = () => {
    quiet ??= startHub();
    return quiet;
  };
  const hubOf = (who: Who) => (who === "new-desk" ? quietHub() : Promise.resolve(hub));

  const enter: Partial<Readonly<Record<Who, (page: Page) => Promise<void>>>> = {
    officer: async (page) => {
      await signIn(page, hub.linkOf("hai"), "Máy quầy Côn Đảo");
      await page.goto(`${hub.url}/quay/${shelf.submitted}`);
      await page.getByRole("button", { name: "Đã nhận" }).click();
      await page.getByRole("button", { name: "Xác nhận đã nhận" }).click();
      await expect(page.getByText(/Quầy Đặc khu Côn Đảo đã nhận lúc/)).toBeVisible();
    },
    lan: async (page) => {
      // What the desk has done is part of what she sees.
      await pageOf("officer");
      await signIn(page, hub.linkOf("lan"), "Điện thoại của Lan");
      await syncNow(page, hub.url);
    },
    neighbour: async (page) => {
      await fillKinds(hub.linkOf("bay"));
      await signIn(page, hub.linkOf("bay"), "Điện thoại của Bảy");
      await syncNow(page, hub.url);
    },
    "new-desk": async (page) => {
      await signIn(page, (await quietHub()).linkOf("hai"), "Máy quầy mới");
    },
    // Somebody who has begun something, and whose browser then cleared its storage (states.ts).
    robbed: async (page) => {
      await begin(page, feedback.procedure);
    },
    "in-zalo": async (page) => {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Emulation.setUserAgentOverride", { userAgent: zalo });
    },
  };

  async function open(who: Who): Promise<Page> {
    const profile = await openProfile();
    profiles.push(profile);
    const { page } = profile;
    const program = lacking[who];
    if (program !== undefined) await page.addInitScript(program);
    else await openOnce(page, (await hubOf(who)).url);
    await enter[who]?.(page);
    return page;
  }

  const pageOf = (who: Who) => {
    const page = pages.get(who) ?? open(who);
    pages.set(who, page);
    return page;
  };

  return {
    hub,
    shelf,
    pageOf,
    async show(screen, language, textSize) {
      const page = await pageOf(screen.who);
      const { url } = await hubOf(screen.who);
      await page.unrouteAll();
      await page.setViewportSize({ width: PHONE[0], height: PHONE[1] });
      await prefer(page, url, language, textSize);
      await screen.open(page, { url, shelf, language });
      return page;
    },
    async close() {
      for (const profile of profiles) await profile.close();
      await hub.close();
      await (await quiet)?.close();
    },
  };
}

/** Where settings.ts keeps it. Somebody whose browser keeps nothing is met on the page that says so. */
async function prefer(page: Page, url: string, language: Language, textSize: TextSize): Promise<void> {
  if (!page.url().startsWith(url)) await page.goto(url);
  await page.evaluate(
    ([spoken, size]) => {
      localStorage.setItem("haidang-language", spoken);
      localStorage.setItem("haidang-text-size", size);
    },
    [language, textSize] as const,
  );
}
