// An officer's page on which the unit says things of itself: what is written there, in names that no unit has.
import { expect, type Page } from "@playwright/test";
import { chain, fill, press, type Step } from "./opening";
import { inTongue } from "./tongue";

/** As long as one may be. */
export const telephone = "+00 (0) 000 000 0000";
export const area = "Khu thử nghiệm A";

/** From the desk's list. */
export async function openOwnUnit(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/quay`);
  await page.getByRole("link", { name: "Phường, xã tự khai" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Phường, xã tự khai" })).toBeVisible();
}

/** A fact that holds from today on. `add`: the button of its kind, `label`: its box. */
export async function addFact(page: Page, add: string, label: string, text: string): Promise<void> {
  await page.getByRole("button", { name: add }).click();
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(row(page, text)).toBeVisible();
}

export async function addBoth(page: Page): Promise<void> {
  await addFact(page, "Thêm số điện thoại", "Số điện thoại", telephone);
  await addFact(page, "Thêm khu vực", "Tên khu vực", area);
}

/** The same in the language that is on, where nothing stands there yet. */
export const withBoth: Step = async (page, place) => {
  const add = inTongue(place.language, "Thêm khu vực");
  await expect(page.getByRole("button", { name: add })).toBeVisible();
  if ((await page.getByRole("heading", { level: 3 }).count()) > 0) return;
  await chain(
    ...[press("Thêm số điện thoại"), fill("Số điện thoại", telephone), press("Lưu")],
    ...[press("Thêm khu vực"), fill("Tên khu vực", area), press("Lưu")],
  )(page, place);
  await expect(page.getByRole("heading", { level: 3, name: area })).toBeVisible();
};

/** The card of a fact that is not being written. */
export const row = (page: Page, text: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: text, exact: true }) });
