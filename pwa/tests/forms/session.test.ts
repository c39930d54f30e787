/** A dossier while it is filled in, over the real store: what is typed is shown at once and is on the disk soon. */

import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { Caches, LocalStorage, Locks } from "../store/browser";

const listeners = new Map<string, () => void>();

const STORAGE = {
  persist: async () => true,
  persisted: async () => true,
  estimate: async () => ({ usage: 1_000_000, quota: 50_000_000 }),
};
vi.stubGlobal("navigator", { locks: new Locks(), storage: STORAGE });
vi.stubGlobal("localStorage", new LocalStorage());
vi.stubGlobal("caches", new Caches());
vi.stubGlobal("addEventListener", (name: string, listener: () => void) => listeners.set(name, listener));
vi.stubGlobal("removeEventListener", (name: string) => listeners.delete(name));

// The modules look at the browser when they are loaded.
const { createDossier, openDossier } = await import("../../src/store/dossiers");
const { openSession } = await import("../../src/forms/session");

type Session = Exclude<Awaited<ReturnType<typeof openSession>>, string>;

beforeEach(() => {
  listeners.clear();
});

async function filling(form: string): Promise<Session> {
  const session = await openSession(await createDossier(form));
  if (typeof session === "string") throw new Error(session);
  return session;
}

/** What the database has, seen by a page that is opened afterwards. */
async function stored(document: string, path: string) {
  const { view, close } = await openDossier(document);
  const value = view.value.fields.get(path)?.entries[0]?.value;
  close();
  return value;
}

test("what is typed is answered at once, and on the disk once it is flushed", async () => {
  const session = await filling("khoi-cong@2");
  session.put("/workName", "Nhà ông Bảy");
  expect(session.answers.value.asked.get("/workName")).toBe("Nhà ông Bảy");
  expect(await stored(session.document, "/workName")).toBeUndefined();
  expect(await session.flush()).toBe(true);
  expect(session.saving.value.state).toBe("saved");
  expect(await stored(session.document, "/workName")).toBe("Nhà ông Bảy");
  expect(session.answers.value.asked.get("/workName")).toBe("Nhà ông Bảy");
});

test("an answer opens and closes questions before it is on the disk", async () => {
  const session = await filling("khoi-cong@2");
  session.put("/basis", "mien_giay_phep");
  expect(session.answers.value.asked.has("/exemptArea")).toBe(true);
  session.put("/basis", "giay_phep");
  expect(session.answers.value.asked.has("/exemptArea")).toBe(false);
  expect(session.answers.value.asked.has("/permit/number")).toBe(true);
});

test("a page that goes out of sight leaves nothing unwritten", async () => {
  const session = await filling("khoi-cong@2");
  session.put("/workName", "Nhà bà Lan");
  listeners.get("pagehide")?.();
  await vi.waitFor(() => expect(session.saving.value.state).toBe("saved"));
  expect(await stored(session.document, "/workName")).toBe("Nhà bà Lan");
});

test("leaving the screen writes what was typed, and lets go of the page", async () => {
  const session = await filling("khoi-cong@2");
  session.entered();
  session.put("/workName", "Nhà cô Út");
  await session.close();
  expect(await stored(session.document, "/workName")).toBe("Nhà cô Út");
  expect(listeners.size).toBe(0);
});

test("a row is there once it is added, gone once it is removed, and whole once it is put back", async () => {
  const session = await filling("chung-thuc@2");
  const row = "9f3kq0aa00000";
  await session.flush([["insert", "/items", row, "P"]]);
  session.put(`/items/@${row}/title`, "Bằng lái");
  await session.flush();
  expect(session.answers.value.data).toMatchObject({ items: [{ title: "Bằng lái" }] });
  await session.flush([["remove", "/items", row]]);
  expect(session.answers.value.data).not.toHaveProperty("items");
  await session.flush([["insert", "/items", row, "P"]]);
  expect(session.answers.value.data).toMatchObject({ items: [{ title: "Bằng lái" }] });
});

test("there is nothing to fill in where the dossier or its form is not known here", async () => {
  expect(await openSession("00".repeat(16))).toBe("no-dossier");
  expect(await openSession(await createDossier("tuong-lai@7"))).toBe("no-form");
});
