// What people do at a device that several share, and what somebody with tools would find on it.
import { type CDPSession, expect, type Page } from "@playwright/test";
import * as feedback from "./feedback";
import { begin, saved } from "./person";

export const PIN = "246813";

/** The first two questions of the shortest form. */
export async function draft(page: Page, url: string, text: string): Promise<string> {
  await page.goto(url);
  const document = await begin(page, feedback.procedure);
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Nội dung", { exact: true }).fill(text);
  await saved(page);
  return document;
}

/** "Máy này nhiều người dùng chung", in the name of whoever is signed in. */
export async function share(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/doi-nguoi`);
  await page.getByLabel("Gọi người này là gì?").fill(name);
  await page.getByRole("button", { name: "Cho nhiều người dùng chung" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ai đang dùng máy này?" })).toBeVisible();
}

/** A new person, who signs in by a link. `arrived`: once they are there, and nobody else is any more. */
export async function addPerson(
  page: Page,
  url: string,
  name: string,
  link: string,
  arrived: () => void = () => {},
): Promise<void> {
  await page.goto(`${url}/doi-nguoi/them`);
  await page.getByLabel("Gọi người này là gì?").fill(name);
  await page.getByRole("button", { name: "Thêm người này" }).click();
  await expect(page.getByRole("heading", { name: "Đăng nhập máy này" })).toBeVisible();
  arrived();
  await page.getByLabel("Mã đăng nhập").fill(new URL(link).hash.replace("#ma=", ""));
  await page.getByLabel("Gọi máy này là gì?").fill(`Máy chung, ${name}`);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("heading", { name: "Đã đăng nhập" })).toBeVisible();
}

/** From the list to the first screen of that person. */
export async function switchTo(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/doi-nguoi`);
  await page.getByRole("button", { name: `Chuyển sang ${name}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mình cần làm gì?" })).toBeVisible();
}

export async function setPin(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/doi-nguoi/ma-pin`);
  await page.getByLabel("Mã PIN mới", { exact: true }).fill(PIN);
  await page.getByLabel("Ghi lại mã PIN mới").fill(PIN);
  await page.getByRole("button", { name: "Giữ mã PIN này" }).click();
  await expect(page.getByText("Hai phút không ai chạm")).toBeVisible();
}

/** As if nobody had touched the device for two minutes: the note of the last touch is put back by as much. */
export async function goAway(page: Page): Promise<void> {
  await page.evaluate(() => {
    const note = JSON.parse(localStorage.getItem("haidang-awake") ?? "{}");
    localStorage.setItem("haidang-awake", JSON.stringify({ ...note, ms: Date.now() - 121_000 }));
  });
  await expect(page.getByRole("dialog")).toBeVisible();
}

/** All databases of the app, and whatever stands in their rows in clear, as one text. */
export function databases(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(async () => {
    const legible = (value: unknown): string => {
      if (value instanceof Uint8Array) return new TextDecoder("latin1").decode(value);
      if (typeof value !== "object" || value === null) return String(value);
      return Object.entries(value)
        .flatMap(([key, each]) => [key, legible(each)])
        .join("\n");
    };
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: Record<string, string> = {};
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name));
      const tables = [...db.objectStoreNames].filter((table) => table !== "catalogue");
      const rows = tables.map((table) => asked(db.transaction(table).objectStore(table).getAll()));
      found[name] = legible(await Promise.all(rows));
      db.close();
    }
    return found;
  });
}

/** The changes of the database of that name, opened with the key that lies beside them; as base64. */
export function envelopesIn(page: Page, name: string): Promise<readonly string[]> {
  return page.evaluate(async (database) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await asked(indexedDB.open(database));
    const { vault } = await asked(db.transaction("keys").objectStore("keys").get("device"));
    const rows: { id: string; sealed: Uint8Array<ArrayBuffer> }[] = await asked(
      db.transaction("changes").objectStore("changes").getAll(),
    );
    db.close();
    const opened = rows.map(async ({ id, sealed }) => {
      const additionalData = new TextEncoder().encode(`changes|${id}|1`);
      const how = { name: "AES-GCM", iv: sealed.subarray(1, 13), additionalData };
      const bytes = new Uint8Array(await crypto.subtle.decrypt(how, vault, sealed.subarray(13)));
      return btoa(String.fromCharCode(...bytes));
    });
    return Promise.all(opened);
  }, name);
}

/** What Background Sync does when there is a network: it wakes the worker. */
export async function wakeWorker(devtools: CDPSession, page: Page): Promise<void> {
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registered;
  const { origin } = new URL(page.url());
  await devtools.send("ServiceWorker.dispatchSyncEvent", {
    origin,
    registrationId,
    tag: "haidang",
    lastChance: false,
  });
}
