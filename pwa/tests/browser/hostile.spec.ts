// A page of another origin, in the browser of somebody who is signed in: it changes nothing, reads nothing, frames nothing.
import { execFileSync } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { attack, type Evil, openEvil, type Target } from "./support/hostile";
import { type Hub, python, startHub } from "./support/hub";
import { enrolPhone } from "./support/otherPhone";
import { openOnce, signIn, syncNow } from "./support/person";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

let hub: Hub;
let evil: Evil;
let profile: Profile;
let document: string;

test.beforeAll(async () => {
  hub = await startHub();
  evil = await openEvil();
  const phone = await enrolPhone(hub.linkOf("lan"), "Máy của con gái");
  document = await phone.begin(feedback.form, feedback.answers("Đèn đường trước chợ tắt ba đêm"));
  await phone.submit(document, feedback.form);
  await phone.exchange();
});

test.beforeEach(async () => {
  profile = await openProfile({ width: 1280, height: 800 });
  await openOnce(profile.page, hub.url);
});

test.afterEach(() => profile.close());

test.afterAll(async () => {
  await evil.close();
  await hub.close();
});

for (const [person, who] of [
  ["lan", "a citizen"],
  ["hai", "an officer"],
] as const) {
  test(`nothing changes and nothing is read while ${who} is signed in`, async () => {
    test.setTimeout(600_000);
    const { page, context } = profile;
    await signIn(page, hub.linkOf(person), `Máy của ${who}`);
    await syncNow(page, hub.url);
    const targets = await everyRoute();
    const bodies = { json: '{"version":1}', packed: "\u0081\u00a7version\u0001" };
    const before = dump();
    for (const [place, address] of evil.pages.entries()) {
      // What no route answers is asked for from the first of them.
      const tried = targets.filter(({ isKnown }) => isKnown || place === 0);
      const hostile = await context.newPage();
      await hostile.goto(address);
      const { fired, read } = await attack(hostile, tried, bodies);
      expect(read, address).toEqual([]);
      expect(fired, address).toBeGreaterThan(2 * tried.length);
      await cannotBeFramed(hostile);
      await hostile.close();
    }
    for (const opened of context.pages()) if (opened !== page) await opened.close();
    expect(dump()).toEqual(before);
    // Being framed was refused, and that is all that the policy had to refuse.
    expect(profile.refusals.take().filter((each) => !each.includes("frame-ancestors"))).toEqual([]);
    await syncNow(page, hub.url);
  });
}

test("no answer of the hub's interface is in any cache of the browser", async () => {
  const { page } = profile;
  await signIn(page, hub.linkOf("hai"), "Máy quầy Côn Đảo");
  await page.goto(`${hub.url}/quay/${document}`);
  await page.getByRole("button", { name: "Đã nhận" }).click();
  await page.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await expect(page.getByText(/đã nhận lúc/).first()).toBeVisible();
  await syncNow(page, hub.url);
  const kept = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found;
  });
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.filter((path) => /^\/(api|health|schema|metrics)/.test(path))).toEqual([]);
});

/** Of the hub's own description, with the ids of what is there; and the app's own addresses. */
async function everyRoute(): Promise<readonly Target[]> {
  const { paths } = (await (await fetch(`${hub.url}/schema/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const filled = Object.entries(paths).map(
    ([path, methods]) => [path.replace(/\{[^}]+\}/g, document), Object.keys(methods)] as const,
  );
  const known = new Set(
    filled.flatMap(([path, methods]) => methods.map((each) => `${each.toUpperCase()} ${path}`)),
  );
  expect(known.size).toBeGreaterThan(10);
  for (const path of ["/", "/metrics"]) known.add(`GET ${path}`);
  const all = [...new Set(filled.map(([path]) => path)), "/", "/metrics"].flatMap((path) =>
    METHODS.map((method) => ({ method, url: hub.url + path, isKnown: known.has(`${method} ${path}`) })),
  );
  expect(all.filter(({ isKnown }) => isKnown)).toHaveLength(known.size);
  return all;
}

/** Also the pages that the worker gives out of its cache. */
async function cannotBeFramed(hostile: Page): Promise<void> {
  for (const path of ["/", "/ho-so", `/quay/${document}`, "/cai-dat", "/vao"]) {
    await hostile.evaluate((address) => {
      const frame = window.document.createElement("iframe");
      frame.src = address;
      window.document.body.append(frame);
    }, hub.url + path);
  }
  await expect.poll(() => hostile.frames().filter((frame) => frame.url().startsWith(hub.url)).length).toBe(0);
  const shown = await Promise.all(
    hostile
      .frames()
      .slice(1)
      .map((frame) =>
        frame.evaluate(() => window.document.querySelector("#app, main") !== null).catch(() => false),
      ),
  );
  expect(shown.filter(Boolean)).toEqual([]);
}

/** Every row of every table. */
function dump(): readonly string[] {
  const program = `
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1])
print("\\n".join(rows.iterdump()))`;
  const written = execFileSync(python, ["-c", program, hub.database], { maxBuffer: 64 * 1024 * 1024 });
  const lines = written.toString().split("\n");
  expect(lines.filter((line) => line.startsWith("INSERT")).length).toBeGreaterThan(10);
  return lines;
}
