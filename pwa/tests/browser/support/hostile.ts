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

export interface Loot {
  /** Requests that were made. */
  readonly fired: number;
  /** What could be read of any reply. Nothing is. */
  readonly read: readonly string[];
}

/** Most of it is waiting for the hub. */
const AT_ONCE = 8;

/** Runs in the hostile page. Every promise is awaited, so that what it sent has been answered. */
export function attack(page: Page, targets: readonly Target[], bodies: readonly string[]): Promise<Loot> {
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
      const settled = (element: HTMLElement) =>
        new Promise<void>((resolve) => {
          element.addEventListener("load", () => resolve());
          element.addEventListener("error", () => resolve());
          setTimeout(resolve, wait);
          document.body.append(element);
        });
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
        const simple = ["GET", "HEAD", "POST"].includes(method);
        for (const credentials of ["include", "omit"] as const) {
          for (const body of method === "GET" || method === "HEAD" ? [undefined] : [undefined, ...bodies]) {
            const options = { method, credentials, ...(body === undefined ? {} : { body }) };
            if (simple) await fetched(url, { ...options, mode: "no-cors" });
            await fetched(url, { ...options, mode: "cors" });
            if (!isKnown) return;
            for (const type of ["application/json", "application/msgpack"])
              await fetched(url, { ...options, mode: "cors", headers: { "Content-Type": type } });
            if (body !== undefined && simple)
              await fetched(url, { ...options, mode: "no-cors", body: new Blob([body]) });
          }
        }
      }

      async function byForm(url: string): Promise<void> {
        for (const enctype of ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]) {
          for (const body of bodies) {
            frames += 1;
            const name = `target-${frames}`;
            const frame = made("iframe", { name }) as HTMLIFrameElement;
            const loaded = settled(frame);
            const form = made("form", {
              method: "post",
              action: url,
              enctype,
              target: name,
            }) as HTMLFormElement;
            // As text/plain it is sent as it stands: JSON with an equals sign in it.
            form.append(made("input", { name: body, value: "" }));
            document.body.append(form);
            fired += 1;
            form.submit();
            await loaded;
            await new Promise((resolve) => setTimeout(resolve, 50));
            try {
              if (frame.contentDocument?.body.textContent) read.push(`form ${url}: readable`);
            } catch {
              // Another origin's: as it should be.
            }
            frame.remove();
          }
        }
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
        for (const body of bodies)
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
        fired += 2;
        await new Promise<void>((resolve) => {
          const socket = new WebSocket(url.replace("http", "ws"));
          socket.onopen = () => read.push(`socket ${url}: open`);
          socket.onclose = () => resolve();
          setTimeout(resolve, wait);
        });
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

      const urls = [...new Set(targets.map(({ url }) => url))];
      await forEach(targets, byFetch);
      await forEach(urls, async (url) => {
        await byForm(url);
        await byElement(url);
        byBeacon(url);
        await bySocket(url);
        await byWindow(url);
      });
      return { fired, read };
    },
    { targets, bodies, atOnce: AT_ONCE },
  );
}
