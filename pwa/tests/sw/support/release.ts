/** A toy release of an app and a server that can misbehave, for the service worker as it is really built. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { keptAs, listOf, precacheOf } from "../../../tooling/precache.mjs";
import { buildServiceWorker } from "../../../tooling/service-worker.mjs";

/** What goes wrong with a file: a portal's page instead, a cut body, a redirect, nothing. */
export type Mischief = "portal" | "cut" | "redirect";

export interface Site {
  readonly url: string;
  /** Paths asked for since the last call. */
  asked(): readonly string[];
  /** Serves this release from now on, and no file of another. */
  deploy(name: string, worker?: string): Promise<void>;
  /** Misbehaves for these paths, or for all. */
  spoil(paths: readonly string[] | "all", how?: Mischief): void;
  close(): Promise<void>;
}

/** Files that no release changes. */
const SAME = 12;

export async function openSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "haidang-release-"));
  let files = new Map<string, Buffer>();
  let asked: string[] = [];
  let spoiled: readonly string[] | "all" = [];
  let mischief: Mischief = "portal";
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://toy");
    asked.push(pathname);
    if (spoiled === "all" || spoiled.includes(pathname)) misbehave(response, mischief);
    else serve(response, pathname, files);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked() {
      const before = asked;
      asked = [];
      return before;
    },
    async deploy(name, worker) {
      const dist = join(folder, name);
      write(dist, filesOf(name));
      const kept = precacheOf(dist, new Set());
      const list = listOf(kept);
      files = new Map(
        kept.map(([path]) => [path, readFileSync(join(dist, path === "/" ? "index.html" : path))]),
      );
      files.set(list.path, Buffer.from(list.content));
      const code = worker ?? (await buildServiceWorker("sw.ts", keptAs(list.path, list.content)));
      files.set("/sw.js", Buffer.from(code));
    },
    spoil(paths, how = "portal") {
      spoiled = paths;
      mischief = how;
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function filesOf(name: string): Record<string, string> {
  const page = `<!doctype html><title>Toy</title><p id="release">${name}</p><script type="module" src="/assets/main-${name}.js"></script>`;
  const main = `
    window.lazy = () => import("/assets/lazy-${name}.js").then((module) => module.release);
    const channel = new BroadcastChannel("haidang-worker");
    channel.onmessage = ({ data }) => { if (data === "busy?" && window.busy) channel.postMessage("busy"); };
    window.complete = async () => {
      const { active } = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      return new Promise((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
        active.postMessage("complete?", [port2]);
      });
    };
    navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });`;
  const same = Array.from(
    { length: SAME },
    (_, index) => [`assets/same-${index}.js`, `// ${index}`] as const,
  );
  return {
    "index.html": page,
    [`assets/main-${name}.js`]: main,
    [`assets/lazy-${name}.js`]: `export const release = "${name}";`,
    ...Object.fromEntries(same),
  };
}

function write(dist: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), content);
  }
}

/** Never from the browser's own cache, which would hide that a file is gone from the server. */
function serve(response: ServerResponse, pathname: string, files: ReadonlyMap<string, Buffer>): void {
  const isAsset = pathname.startsWith("/assets/") || pathname === "/sw.js";
  const body = files.get(pathname) ?? (isAsset ? undefined : files.get("/"));
  const type = pathname.endsWith(".js") ? "text/javascript" : "text/html";
  if (pathname.startsWith("/api/")) response.writeHead(200, { "Content-Type": "text/plain" }).end("hub");
  else if (body === undefined) response.writeHead(404).end();
  else response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
}

function misbehave(response: ServerResponse, how: Mischief): void {
  if (how === "redirect") response.writeHead(302, { Location: "/portal" }).end();
  else if (how === "cut") response.writeHead(200, { "Content-Type": "text/javascript" }).end("//");
  else response.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Wi-Fi</h1>");
}
