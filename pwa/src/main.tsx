/** The only place where the parts are joined: the gate, the screens, and what runs beneath them. */

import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/frame.css";
import "./ui/parts.css";
import "./ui/screens.css";
import "./ui/dossier.css";
import "./ui/desk.css";
import "./ui/people.css";
import "./ui/forced.css";
import "./ui/print.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { titlePath } from "./forms/titles";
import { gate } from "./platform/gate";
import { watchInstallation } from "./platform/install";
import { loadScreen } from "./platform/lazy";
import { watchOnline } from "./platform/online";
import { watchWorker } from "./platform/update";
import { notFound, routes } from "./routes";
import { Frame } from "./screens/frame/Frame";
import { startCatalogue } from "./store/catalogue";
import { firstLook } from "./store/firstLook";
import { storageWorks } from "./store/health";
import { nameDossiers } from "./store/naming";
import { here, isShared } from "./store/profile";
import { language, textSize } from "./store/settings";
import { startRouter } from "./ui/router";
import { wordsReady } from "./words/speak";

async function start(root: HTMLElement): Promise<void> {
  effect(() => {
    document.documentElement.lang = language.value;
    document.documentElement.dataset.text = String(textSize.value);
  });
  const { storage, userAgent } = navigator;
  const allowed = await gate({ here: globalThis, storage, userAgent, address: location.href, storageWorks });
  if (!allowed.ok) {
    const { Gate } = await import("./screens/gate/Gate");
    await wordsReady();
    root.replaceChildren();
    render(<Gate code={allowed.code} action={allowed.action} />, root);
    return;
  }
  watchOnline();
  watchInstallation();
  startCatalogue();
  nameDossiers(titlePath);
  const known = firstLook();
  if (isShared()) {
    // Until the guard has looked who is there.
    document.documentElement.classList.add("locked");
    void loadScreen(() => import("./screens/people/guard")).then(({ startGuard }) => startGuard());
  }
  await startRouter(routes, notFound);
  root.replaceChildren();
  render(<Frame />, root);
  await known;
  // What merges and draws dossiers is fetched once the first screen stands.
  const { startStore } = await loadScreen(() => import("./store/starting"));
  await startStore();
  (await loadScreen(() => import("./store/switching"))).startPeople();
  if (!here().isPractice) (await loadScreen(() => import("./net/schedule"))).startSync();
  await watchWorker();
}

const root = document.getElementById("app");
if (root !== null) void start(root);
