/** Putting the app on the home screen: by the browser's own dialogue, or, on iPhones, by telling how. */

import { signal } from "@preact/signals";

/** "offer": a dialogue is ready. "by-hand": iOS, through the share menu. "done": opened from the home screen. */
export type Installation = "offer" | "by-hand" | "done" | "unknown";

/** Not in the DOM library: Chromium only. */
interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

export const installation = signal<Installation>("unknown");

let offered: InstallPrompt | null = null;

export function watchInstallation(): void {
  installation.value = installationOf(navigator, matchMedia("(display-mode: standalone)").matches);
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offered = event as InstallPrompt;
    installation.value = "offer";
  });
  addEventListener("appinstalled", () => {
    offered = null;
    installation.value = "done";
  });
}

/** Shows the browser's dialogue, which it allows once; says whether the person agreed. */
export async function install(): Promise<boolean> {
  if (offered === null) return false;
  const prompt = offered;
  offered = null;
  installation.value = "unknown";
  return (await prompt.prompt()).outcome === "accepted";
}

/** What is known before any event: an iPad calls itself a Mac, but no Mac has a touch screen. */
export function installationOf(
  here: { readonly userAgent: string; readonly maxTouchPoints: number; readonly standalone?: boolean },
  standalone: boolean,
): Installation {
  if (standalone || here.standalone === true) return "done";
  const apple = /\b(iPhone|iPad|iPod)\b/.test(here.userAgent);
  const tablet = /\bMacintosh\b/.test(here.userAgent) && here.maxTouchPoints > 1;
  return apple || tablet ? "by-hand" : "unknown";
}
