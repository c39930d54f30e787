// What a browser refuses because of the hub's content policy: there is nothing of it in any test.
import type { BrowserContext } from "@playwright/test";

export interface Refusals {
  /** Fails where the browser had to refuse something since it was opened. */
  none(): void;
  /** What it refused so far, where a test provokes it; from then on it counts no more. */
  take(): readonly string[];
}

/** What the page's own listener says to the console, so that it is heard also where the page is gone by then. */
const MARK = "content policy:";
/** As Chromium itself says it, also of pages that were there before the listener. */
const BY_THE_BROWSER =
  /Content Security Policy|Content-Security-Policy|TrustedHTML|TrustedScript|Trusted Type/;

/** Listens in every page of this browser. */
export async function listenToPolicy(context: BrowserContext): Promise<Refusals> {
  const refused: string[] = [];
  context.on("console", (message) => {
    const text = message.text();
    if (text.startsWith(MARK) || BY_THE_BROWSER.test(text)) refused.push(text);
  });
  await context.addInitScript((mark) => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample, sourceFile }) => {
      console.error(mark, violatedDirective, blockedURI, sample, sourceFile);
    });
  }, MARK);
  return {
    take: () => refused.splice(0),
    none() {
      if (refused.length > 0)
        throw new Error(`the browser refused something by the content policy:\n${refused.join("\n")}`);
    },
  };
}
