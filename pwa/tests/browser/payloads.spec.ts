// Two hundred script payloads in every field, name and label that the protocol carries, shown on every screen: nothing runs.
import { spawn } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
import type { Hex } from "../../src/sync/packing";
import { openProfile, type Profile } from "./support/browser";
import { type Complete, completeDossiers } from "./support/complete";
import * as feedback from "./support/feedback";
import { type Hub, house, python, startHub } from "./support/hub";
import { type Answers, enrolPhone, type OtherPhone } from "./support/otherPhone";
import { CALL, marksIn, PAYLOADS_MIN, payloads } from "./support/payloads";
import { openOnce, signIn, syncNow } from "./support/person";

/** A name or label on the wire has no control characters and at most 200 of any. */
const LABEL_CHARS_MAX = 60;
/** Of one field: more of them would not fit into a change with others of their length. */
const TOGETHER = 26;

let hub: Hub;
const profiles: Profile[] = [];
const ran: string[] = [];
const shown = new Set<number>();
const fields = new Set<string>();

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

test("there are two hundred of them, and no two alike", () => {
  expect(payloads.length).toBeGreaterThanOrEqual(PAYLOADS_MIN);
  expect(new Set(payloads.map((each) => each.slice(5).replace(/\d+/g, ""))).size).toBe(payloads.length);
});

test("a NUL comes to no screen: no change can hold one", async () => {
  const phone = await enrolPhone(hub.linkOf("lan"), labelOf(6));
  await expect(phone.begin(feedback.form, feedback.answers("<\u0000script>"))).rejects.toThrow(
    "no change can hold",
  );
});

test("nothing runs on any screen that shows them", async () => {
  const link = hub.linkOf("lan");
  const writer = await enrolPhone(link, labelOf(0));
  const other = await enrolPhone(link, labelOf(1));
  const dossiers = await written(writer, other);
  await hub.stop();
  await rename();
  await hub.start();
  const citizen = await watched();
  await signIn(citizen, hub.linkOf("lan"), labelOf(2));
  await syncNow(citizen, hub.url);
  for (const path of ["/", "/ho-so", "/cai-dat", "/vao", "/cai-dat/thong-tin-cua-toi"])
    await look(citizen, path);
  for (const document of dossiers) {
    const here = `/ho-so/${document}`;
    for (const path of [here, `${here}/kiem-tra`, `${here}/mot-trang`, `${here}/hai-cau-tra-loi`])
      await look(citizen, path);
  }
  const officer = await watched();
  await signIn(officer, hub.linkOf("hai"), labelOf(3));
  await officer.goto(`${hub.url}/quay/phuong-xa`);
  await look(officer, "/quay/phuong-xa");
  await look(officer, "/quay");
  for (const document of dossiers) await look(officer, `/quay/${document}`);

  expect(ran).toEqual([]);
  for (const profile of profiles) profile.refusals.none();
  // Otherwise this would be a test of nothing.
  expect([...payloads.keys()].filter((number) => !shown.has(number))).toEqual([]);
  expect(fields.size).toBeGreaterThan(100);
});

/** One dossier of each form with a payload in each text, and the shortest form with all of them in each. */
async function written(writer: OtherPhone, other: OtherPhone): Promise<readonly Hex[]> {
  const found: Hex[] = [];
  let next = 0;
  for (const dossier of completeDossiers().filter(({ first }) => first)) {
    const { answers, following } = spoilt(dossier, next);
    next = following;
    const document = await writer.begin(dossier.procedure.form, answers);
    await writer.submit(document, dossier.procedure.form);
    found.push(document);
  }
  for (let from = 0; from < payloads.length; from += TOGETHER) {
    const text = payloads.slice(from, from + TOGETHER).join("\n");
    const answers = Object.fromEntries(
      ["/text", "/name", "/phone", "/email", "/place"].map((path) => [path, text]),
    );
    const document = await writer.begin(feedback.form, { ...feedback.answers(text), ...answers });
    await writer.submit(document, feedback.form);
    found.push(document);
  }
  await writer.exchange();
  // Two answers to one question, each of them one of these.
  await other.exchange();
  const last = found.at(-1) ?? "";
  await writer.write(last, feedback.form, { "/text": payloads[0] ?? "" });
  await other.write(last, feedback.form, { "/text": payloads[1] ?? "" });
  await writer.exchange();
  await other.exchange();
  return found;
}

/** Every text of a dossier replaced by the next payload; also those that a form would only take from a list. */
function spoilt({ answers, procedure }: Complete, from: number): { answers: Answers; following: number } {
  let next = from;
  const changed = Object.entries(answers)
    .filter(([path]) => !path.includes("/@"))
    .map(([path, value]) => {
      if (typeof value !== "string") return [path, value] as const;
      fields.add(`${procedure.form} ${path}`);
      next += 1;
      return [path, payloads[next % payloads.length] ?? ""] as const;
    });
  return { answers: Object.fromEntries(changed), following: next };
}

/** Opens a screen, presses what opens more of it, and notes what of it could be read. */
async function look(page: Page, path: string): Promise<void> {
  await page.goto(hub.url + path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  for (const summary of await page.locator("main summary").all()) await summary.click();
  for (const name of ["Hiện thêm", "Xem thêm"])
    for (const button of await page.getByRole("button", { name }).all()) await button.click();
  await page.mouse.move(180, 320);
  await page.keyboard.press("Tab");
  const read = await page.evaluate(() => {
    const typed = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
    return [document.body.textContent, ...typed.map(({ value }) => value)].join("\n");
  });
  for (const number of marksIn(read)) shown.add(number);
  expect(new URL(page.url()).origin).toBe(hub.url);
}

/** A browser in which whatever runs, asks, opens or leaves is noted. */
async function watched(): Promise<Page> {
  const profile = await openProfile({ width: 1280, height: 800 });
  profiles.push(profile);
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
    if (protocol.startsWith("http") && origin !== hub.url) ran.push(`a request to ${asked.url()}`);
  });
  page.on("frameattached", () => ran.push("a frame"));
  await openOnce(page, hub.url);
  // The trap itself is set.
  await page.evaluate(
    (name) => (globalThis as unknown as Record<string, (n: number) => void>)[name]?.(0),
    CALL,
  );
  await expect.poll(() => ran.splice(0).length).toBe(1);
  return page;
}

function labelOf(number: number): string {
  const plain = payloads.filter((each) => !/\p{Cc}/u.test(each) && each.length < LABEL_CHARS_MAX);
  return plain[number * 7] ?? "";
}

/** Names that come from the city's own file: people, the unit that they work for, and what it says of itself. */
async function rename(): Promise<void> {
  const program = `
import sqlite3, sys, glob
rows = sqlite3.connect(sys.argv[1], isolation_level=None)
rows.execute("UPDATE account SET person = person || ' ' || ?, unit_name = ?", sys.argv[2:4])
`;
  const writing = spawn(python, ["-c", program, hub.database, labelOf(4), labelOf(5)], {
    cwd: house,
    stdio: "inherit",
  });
  expect(await new Promise((resolve) => writing.once("exit", resolve))).toBe(0);
}
