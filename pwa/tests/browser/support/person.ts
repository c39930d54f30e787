// What a person does with the app, in the words on the screen.
import { expect, type Locator, type Page } from "@playwright/test";

/** Opens the app for the first time and stays until it can do without a network. */
export async function openOnce(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByText("Máy này đã sẵn sàng dùng khi mất mạng")).toBeVisible();
}

/** Signs in by a link, as from a desk. */
export async function signIn(page: Page, link: string, label: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Đăng nhập máy này" })).toBeVisible();
  await page.getByLabel("Gọi máy này là gì?").fill(label);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Đã đăng nhập" })).toBeVisible();
}

/** From the list of procedures to the first question, over the form's sections where it has several. */
export async function begin(page: Page, procedure: RegExp): Promise<string> {
  await page.getByRole("link", { name: /Làm hồ sơ mới/ }).click();
  await openGroups(page);
  await page.getByRole("button", { name: procedure }).click();
  const start = page.getByRole("main").getByRole("link", { name: "Bắt đầu", exact: true });
  await expect(start.or(page.getByRole("button", { name: "Tiếp tục" }))).toBeVisible();
  if (await start.isVisible()) await start.click();
  await expect(page).toHaveURL(/\/ho-so\/[0-9a-f]{32}\/dien\/./);
  return /ho-so\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? "";
}

/** Every group of the list of procedures, so that all of them can be seen. */
export async function openGroups(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Làm hồ sơ mới" })).toBeVisible();
  for (const group of await page.locator("main .group > summary").all()) await group.click();
}

/** A page of one question, or one question on a page of many. */
export type Question = Pick<Page | Locator, "getByLabel" | "getByRole">;

export interface Step {
  readonly question: string;
  readonly answer: (at: Question) => Promise<void>;
}

/** One question: look for it, answer it, see that it is saved, go on. */
export async function answer(page: Page, step: Step): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: step.question })).toBeVisible();
  await step.answer(page);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
}

export const type = (label: string | RegExp, text: string) => (at: Question) =>
  at.getByLabel(label, { exact: true }).fill(text);

export const pick = (option: string) => (at: Question) => at.getByRole("radio", { name: option }).check();

export const unit = (query: string, name: string) => async (at: Question) => {
  await at.getByRole("combobox").fill(query);
  await at.getByRole("option", { name }).click();
};

export const day = (date: string) => async (at: Question) => {
  const [d = "", m = "", y = ""] = date.split("/");
  await at.getByLabel("Ngày", { exact: true }).fill(d);
  await at.getByLabel("Tháng", { exact: true }).fill(m);
  await at.getByLabel("Năm", { exact: true }).fill(y);
};

export const both =
  (...parts: ((at: Question) => Promise<void>)[]) =>
  async (at: Question) => {
    for (const part of parts) await part(at);
  };

/** An optional question left empty. */
export const nothing = () => Promise.resolve();

/** Adds one row to a group, and comes back to the list. */
export const row = (add: string, fill: (at: Question) => Promise<void>) => async (at: Question) => {
  await at.getByRole("button", { name: add }).click();
  await fill(at);
  await at.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(at.getByRole("button", { name: add })).toBeVisible();
};

/** "Gửi ngay" in the settings, and its answer. */
export async function syncNow(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/cai-dat`);
  await page.getByRole("button", { name: /^(Gửi ngay|Đang gửi và nhận…)$/ }).click();
  await expect(page.getByText("Đã gửi và nhận xong.").first()).toBeVisible();
  await expect(page.getByText("Không có gì chờ gửi.")).toBeVisible();
}

/** Looks at how a dossier stands: its state, word for word. */
export const standing = (page: Page) => page.locator(".now .standing");

/** Answers all questions and hands in; the dossier then stands on the screen. */
export async function handIn(page: Page, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await answer(page, step);
  await expect(page.getByRole("heading", { name: "Xem lại trước khi nộp" })).toBeVisible();
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(standing(page)).toBeVisible();
}

/** "Đã lưu trên máy", as it is said only once the disk has promised to keep it. */
export const saved = (page: Page) => expect(page.getByText("Đã lưu trên máy", { exact: true })).toBeVisible();
