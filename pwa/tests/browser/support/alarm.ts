// A browser in which whatever runs that should not, and whatever asks, opens or leaves, is noted.
import { expect } from "@playwright/test";
import type { Profile } from "./browser";
import { heading } from "./helping";
import { CALL } from "./payloads";

/** Opens the app there; from then on each goes into `ran`. */
export async function noteWhatRuns(profile: Profile, url: string, ran: string[]): Promise<void> {
  const { page, context } = profile;
  await context.addInitScript((name) => {
    Object.defineProperty(globalThis, name, {
      value: (number: number) => console.error("a payload ran:", number),
    });
  }, CALL);
  context.on("console", (message) => {
    if (message.text().startsWith("a payload ran:")) ran.push(message.text());
  });
  context.on("page", (opened) => ran.push(`a window was opened: ${opened.url()}`));
  page.on("dialog", (dialog) => {
    ran.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("request", (asked) => {
    const { protocol, origin } = new URL(asked.url());
    if (protocol.startsWith("http") && origin !== url) ran.push(`a request to ${asked.url()}`);
  });
  page.on("frameattached", () => ran.push("a frame"));
  await page.goto(url);
  await heading(page, "Mình cần làm gì?");
  // The trap itself is set.
  await page.evaluate(
    (name) => (globalThis as unknown as Record<string, (n: number) => void>)[name]?.(0),
    CALL,
  );
  await expect.poll(() => ran.splice(0).length).toBe(1);
}
