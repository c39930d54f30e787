// Another origin with a page on it, and everything that a page can do to the routes of a hub it knows the address of.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";

export interface Evil {
  /** Another site, and the same site on another port: browsers tell the two apart. */
  readonly pages: readonly string[];
  close(): Promise<void>;
}

export async function openEvil(): Promise<Evil> {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Trúng thưởng</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    pages: [`http://localhost:${port}/`, `http://127.0.0.1:${port}/`],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface Target {
  readonly method: string;
  readonly url: string;
  /** Whether the hub says that it answers there. */
  readonly isKnown: boolean;
}

/** What a route might take, in both of the hub's languages. */
export interface Bodies {
  readonly json: string;
  readonly packed: string;
}

export interface Loot {
  /** Requests that were made. */
  readonly fired: number;
  /** What could be read of any reply. Nothing is. */
  readonly read: readonly string[];
}

/** Most of it is waiting for the hub. */
const AT_ONCE = 8;

/** Runs in the hostile page. Every promise is awaited, so that what it sent has been answered. */
export function attack(page: Page, targets: readonly Target[], bodies: Bodies): Promise<Loot> {
  return page.evaluate(
    async ({ targets, bodies, atOnce }) => {
      const read: string[] = [];
      let fired = 0;
      let frames = 0;
      async function forEach<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
        const left = [...all];
        const worker = async () => {
          for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
        };
        await Promise.all(Array.from({ length: atOnce }, worker));
      }
      const wait = 3_000;
      const typed = [
        ["application/json", bodies.json],
        ["application/msgpack", bodies.packed],
      ] as const;
      const heard = (element: HTMLElement) =>
        new Promise<void>((resolve) => {
          element.addEventListener("load", () => resolve());
          element.addEventListener("error", () => resolve());
          setTimeout(resolve, wait);
        });
      const settled = (element: HTMLElement) => {
        const answered = heard(element);
        document.body.append(element);
        return answered;
      };
      const made = (name: string, values: Readonly<Record<string, string>>): HTMLElement =>
        Object.assign(document.createElement(name), values);

      async function fetched(url: string, options: RequestInit): Promise<void> {
        fired += 1;
        try {
          const reply = await fetch(url, options);
          if (reply.type !== "opaque" && reply.type !== "opaqueredirect")
            read.push(`${options.method} ${url}: ${await reply.text()}`);
        } catch {
          // Refused by the browser: as it should be.
        }
      }

      async function byFetch({ method, url, isKnown }: (typeof targets)[number]): Promise<void> {
        const isSimple = ["GET", "HEAD", "POST"].includes(method);
        const takesBody = !["GET", "HEAD"].includes(method);
        const plain = async (options: RequestInit) => {
          if (isSimple) await fetched(url, { ...options, method, mode: "no-cors" });
          await fetched(url, { ...options, method, mode: "cors" });
        };
        await plain({ credentials: "include" });
        if (!isKnown) return;
        await plain({ credentials: "omit" });
        for (const [type, body] of typed) {
          const options: RequestInit = { credentials: "include", ...(takesBody ? { body } : {}) };
          // The browser asks before it sends this, and hears no.
          await fetched(url, { ...options, method, mode: "cors", headers: { "Content-Type": type } });
          if (!takesBody) continue;
          await plain(options);
          if (isSimple) await fetched(url, { ...options, method, mode: "no-cors", body: new Blob([body]) });
        }
      }

      /** In one frame, one after another: each goes there as a person would. */
      async function byForm(action: string): Promise<void> {
        frames += 1;
        const target = `target-${frames}`;
        const frame = made("iframe", { name: target }) as HTMLIFrameElement;
        document.body.append(frame);
        for (const [enctype, body] of [
          ["application/x-www-form-urlencoded", bodies.json],
          ["multipart/form-data", bodies.json],
          // Sent as it stands: JSON with an equals sign in it.
          ["text/plain", bodies.json],
          ["text/plain", bodies.packed],
        ] as const) {
          const form = made("form", { method: "post", action, enctype, target }) as HTMLFormElement;
          form.append(made("input", { name: body, value: "" }));
          document.body.append(form);
          fired += 1;
          const answered = heard(frame);
          form.submit();
          await answered;
          try {
            if (frame.contentDocument?.body.textContent) read.push(`form ${action}: readable`);
          } catch {
            // Another origin's: as it should be.
          }
        }
        frame.remove();
      }

      async function byElement(url: string): Promise<void> {
        const frame = made("iframe", { src: url }) as HTMLIFrameElement;
        const image = made("img", { src: url }) as HTMLImageElement;
        const elements = [
          image,
          frame,
          made("script", { src: url }),
          made("link", { rel: "stylesheet", href: url }),
          made("object", { data: url }),
          made("embed", { src: url }),
          made("video", { src: url }),
        ];
        fired += elements.length;
        await Promise.all(elements.map(settled));
        if (image.naturalWidth > 0) read.push(`img ${url}: has a size`);
        try {
          if (frame.contentDocument?.body.textContent) read.push(`iframe ${url}: readable`);
        } catch {
          // As it should be.
        }
        for (const element of elements) element.remove();
      }

      function byBeacon(url: string): void {
        for (const body of Object.values(bodies))
          for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json"]) {
            fired += 1;
            try {
              navigator.sendBeacon(url, new Blob([body], { type }));
            } catch {
              // Not a type that a page may send: as it should be.
            }
          }
      }

      async function byWindow(url: string): Promise<void> {
        fired += 1;
        const opened = window.open(url);
        await new Promise((resolve) => setTimeout(resolve, 200));
        try {
          if (opened?.document.body.textContent) read.push(`window ${url}: readable`);
        } catch {
          // As it should be.
        }
        opened?.close();
      }

      async function bySocket(url: string): Promise<void> {
        fired += 1;
        await new Promise<void>((resolve) => {
          const socket = new WebSocket(url.replace("http", "ws"));
          socket.onopen = () => read.push(`socket ${url}: open`);
          socket.onclose = () => resolve();
          setTimeout(resolve, wait);
        });
      }

      async function byEvents(url: string): Promise<void> {
        fired += 1;
        await new Promise<void>((resolve) => {
          const source = new EventSource(url, { withCredentials: true });
          source.onopen = () => read.push(`events ${url}: open`);
          source.onerror = () => {
            source.close();
            resolve();
          };
          setTimeout(resolve, wait);
        });
      }

      // An element, a window and a socket can only get, a form and a beacon only post.
      const known = (wanted: string) =>
        targets.filter(({ method, isKnown }) => isKnown && method === wanted).map(({ url }) => url);
      await forEach(targets, byFetch);
      await forEach(known("GET"), async (url) => {
        await Promise.all([byElement(url), bySocket(url), byEvents(url), byWindow(url)]);
      });
      await forEach(known("POST"), async (url) => {
        byBeacon(url);
        await byForm(url);
      });
      return { fired, read };
    },
    { targets, bodies, atOnce: AT_ONCE },
  );
}
